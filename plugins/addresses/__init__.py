"""Addresses that never break: the ledger of every page ever published, and where each leads today."""
