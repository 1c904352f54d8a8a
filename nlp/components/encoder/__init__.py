"""The sentence encoder that stance, search by meaning and matching share."""

from nlp.components.encoder.encoder import MODEL, Encoder, Floats, load_encoder

__all__ = ["MODEL", "Encoder", "Floats", "load_encoder"]
