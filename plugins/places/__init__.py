"""Where an article happens: the gazetteer of 2004-2025, its permanent URLs, and the tagger of texts."""
