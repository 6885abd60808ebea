"""Photos beside an article: found, made upright, stripped of hidden data, cut to the widths used."""
