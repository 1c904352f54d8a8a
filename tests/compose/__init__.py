"""The composed stack."""
