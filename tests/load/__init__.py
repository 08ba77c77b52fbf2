"""`make bench`: what a page costs, against the least it could cost. See docs/speed.md."""
