"""Everything read, indexed once, then only asked."""
