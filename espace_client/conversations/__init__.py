"""Messages between members and advisers, and complaints with their legal dates."""
