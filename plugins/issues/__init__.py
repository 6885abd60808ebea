"""The monthly bulletin: one issue file makes the web issue, the paper, the EPUB, the mail, the radio script."""
