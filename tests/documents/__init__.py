"""Documents that we make, judged: the quick checks in every run, veraPDF in the audit."""
