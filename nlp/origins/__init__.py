"""Where a quotation was really said: the primary statement that it comes from, and what became of its words."""

from nlp.origins.finding import Encode, Quotation, find_origin
from nlp.origins.pool import Passage, Pool, pool_passages
from nlp.origins.verdicts import RANKS

__all__ = ["RANKS", "Encode", "Passage", "Pool", "Quotation", "find_origin", "pool_passages"]
