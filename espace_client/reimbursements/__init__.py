"""What was paid for care, and whether the Sécurité sociale sends its flows."""
