"""Parcels: one message to one person, kept, sent once, by e-mail for now."""
