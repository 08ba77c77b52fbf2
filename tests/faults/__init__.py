"""What happens when something breaks, is cut or is stolen."""
