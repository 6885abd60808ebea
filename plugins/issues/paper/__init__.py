"""The printed bulletin: an A4 PDF by typst, a booklet of it, the radio script in large type."""
