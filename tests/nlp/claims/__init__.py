"""Tests of the component that finds denied and announced changes."""
