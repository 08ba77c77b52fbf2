"""What holds for the whole house, checked by walking it."""
