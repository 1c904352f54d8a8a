"""Figures of an evaluation as pictures: SVG, which a browser shows and a screen reader reads."""
