"""What a member allowed, and when: a ledger that only grows."""
