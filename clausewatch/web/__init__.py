"""REST API and pages."""
