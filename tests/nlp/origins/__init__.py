"""Where quotations were really said, by words and by meaning."""
