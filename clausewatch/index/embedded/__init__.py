"""The index in one SQLite file: no server, full-text tables, one writer and many readers."""
