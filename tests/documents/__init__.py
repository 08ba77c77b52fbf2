"""Documents that we make: judged (quick checks in every run, veraPDF in the audit), and kept."""
