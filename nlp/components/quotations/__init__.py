"""Finds quotations: who said what, in which words of the text."""
