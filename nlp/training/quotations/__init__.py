"""Training of the tagger and linker that find quotations."""
