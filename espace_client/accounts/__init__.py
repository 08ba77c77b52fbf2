"""Creating an account, activating it, signing in."""
