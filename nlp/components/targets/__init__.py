"""What stance is about: one YAML file per target, and which statements are about it."""

from nlp.components.targets.files import find_target, load_targets, read_target, synonym_groups
from nlp.components.targets.schema import Target

__all__ = ["Target", "find_target", "load_targets", "read_target", "synonym_groups"]
