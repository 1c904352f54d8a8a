"""Tests of what the models are trained on."""
