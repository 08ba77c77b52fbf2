"""« Lentilles que la Sécurité sociale ne rembourse pas » (product B.15)."""
