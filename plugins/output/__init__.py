"""From views to files: templates, feeds, budgets, the swap; and the one Pelican plugin."""
