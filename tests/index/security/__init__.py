"""Who may do what on a search server, and that nobody else learns how."""
