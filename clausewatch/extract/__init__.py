"""Raw response to Document: HTML, official APIs and plain text."""
