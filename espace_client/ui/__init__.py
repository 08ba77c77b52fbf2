"""Base templates, forms that are sent once, errors, styles. Knows no business word."""
