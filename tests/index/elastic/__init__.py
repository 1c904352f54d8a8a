"""Parts of the index on a search server, each by itself."""
