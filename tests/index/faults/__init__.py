"""What goes wrong with a search server: nothing is lost, nothing is there twice, and one line tells."""
