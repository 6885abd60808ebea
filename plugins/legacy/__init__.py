"""Old Vietnamese encodings and fonts, told apart and made Unicode."""
