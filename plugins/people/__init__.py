"""Who holds which office, where, from when to when."""
