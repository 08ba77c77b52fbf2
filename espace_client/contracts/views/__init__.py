"""The pages of contracts: what I have, and having it certified."""
