"""One idea for all list pages: classify, order, number."""
