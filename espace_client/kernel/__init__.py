"""What every room may use: clock, actors, identifiers, French. Pure Python: no Django, no table."""
