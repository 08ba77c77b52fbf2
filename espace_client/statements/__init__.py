"""Statements of the database that are put together once for each process, not for each page."""
