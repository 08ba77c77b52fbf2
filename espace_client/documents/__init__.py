"""What the insurer publishes (its terms of use) and the documents it issues: made, sealed, kept."""
