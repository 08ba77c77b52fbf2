"""What the insurer publishes: its terms of use, version by version."""
