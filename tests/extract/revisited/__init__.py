"""Pages that are visited again: what must be told of them, and what must not."""
