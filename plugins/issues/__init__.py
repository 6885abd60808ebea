"""The monthly bulletin: one file makes web issue, paper, EPUB, mail and radio script."""
