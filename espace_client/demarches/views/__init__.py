"""The pages of démarches."""
