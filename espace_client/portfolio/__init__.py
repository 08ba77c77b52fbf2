"""Bringing the insurer's members over. Dry unless asked."""
