"""Raw responses to documents: what a page or an official answer says, and whose words it is."""

from clausewatch.extract.documents import extract_documents

__all__ = ["extract_documents"]
