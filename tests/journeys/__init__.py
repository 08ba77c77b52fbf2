"""Journeys: what a member does, in a real browser against the real product."""
