"""How good the annotation is, measured on texts that people have marked."""
