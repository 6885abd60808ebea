"""The issue as a mail: an .eml to send from any program, and a test sending."""
