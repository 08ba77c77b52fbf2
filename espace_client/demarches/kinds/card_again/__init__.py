"""« Faire renvoyer ma carte » (product B.13)."""
