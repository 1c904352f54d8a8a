"""Asks official registers of people, politely: Parliament's Members API and GOV.UK's content API."""
