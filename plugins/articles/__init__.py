"""A reporter's article: its fields, its checks, its text."""
