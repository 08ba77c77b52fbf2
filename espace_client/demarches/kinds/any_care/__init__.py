"""« Tout autre remboursement » (product B.7)."""
