"""« Contester un remboursement » (product D.4)."""
