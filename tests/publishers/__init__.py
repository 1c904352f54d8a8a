"""Sample pages of the publishers, of our own writing, and the documents that must come out of them."""
