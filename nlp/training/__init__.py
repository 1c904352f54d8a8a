"""How the shipped models were made; every one can be made again with one command."""
