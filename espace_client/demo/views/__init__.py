"""The guide of the demo: whom to be, which day it is, and all that was sent."""
