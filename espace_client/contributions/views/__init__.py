"""The pages of contributions, a module a gesture."""
