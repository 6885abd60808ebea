"""Word files to Markdown, in a guarded process."""
