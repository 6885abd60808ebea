"""Speed and memory against peers, in one run, on whatever machine runs it."""
