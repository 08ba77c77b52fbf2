"""The move of a whole portfolio to its e-mails: what was expected, and what happens."""
