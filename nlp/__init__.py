"""Find the statements of a document, who made them and where they stand."""
