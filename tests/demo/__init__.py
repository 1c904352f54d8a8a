"""The fictional web: its pages, its server and its APIs."""
