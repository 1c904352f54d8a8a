"""What is searched: one protocol, one file per store."""
