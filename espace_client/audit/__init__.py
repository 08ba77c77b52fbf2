"""What happened, by whom and when, chained so that tampering shows."""
