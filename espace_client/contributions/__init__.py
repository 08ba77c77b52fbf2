"""What members pay: mandates, the day of the debit, contributions asked and paid."""
