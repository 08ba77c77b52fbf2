"""Requests (démarches) and where they stand. So far: those taken over from the old portal."""
