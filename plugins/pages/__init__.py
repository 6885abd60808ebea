"""One small typed view per page; what is not in the view cannot change the page."""
