"""The API and the pages over real HTTP."""
