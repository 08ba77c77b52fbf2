"""People: members, beneficiaries, their addresses and how to reach them."""
