"""Lists of pages as publishers give them to machines: XML from strangers, feeds and sitemaps."""
