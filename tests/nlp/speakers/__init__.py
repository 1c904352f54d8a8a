"""Tests of who is who and who said it; people and bodies in them are made up."""
