"""The index on a search server: Elasticsearch 8.19 and 9, or OpenSearch 3."""
