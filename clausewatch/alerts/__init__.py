"""Saved searches and events to alerts, and alerts to channels."""
