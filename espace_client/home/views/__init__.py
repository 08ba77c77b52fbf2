"""The front door for everybody, and the first page of a member."""
