"""The test bench: one clock, one database, clients that check every page, real jobs and mail."""
