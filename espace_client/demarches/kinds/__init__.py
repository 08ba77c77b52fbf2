"""One folder for each kind of démarche. None imports another, and the engine imports none."""
