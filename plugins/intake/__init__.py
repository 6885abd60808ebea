"""Submissions from the shared folder: taken, answered, approved, never lost."""
