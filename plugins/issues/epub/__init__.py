"""The issue as a book (EPUB 3), and its pages for the offline pack."""
