"""The public front door and the member's first page."""
