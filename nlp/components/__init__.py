"""The components of the pipeline, one spaCy factory each."""
