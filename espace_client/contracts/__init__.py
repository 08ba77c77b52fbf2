"""Products, contracts, who is covered on a day, guarantee tables."""
