"""Tests of benchmarks/: that what is compared is the same and what is measured is what happened."""
