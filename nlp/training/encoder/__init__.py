"""How the shipped sentence encoder was made."""
