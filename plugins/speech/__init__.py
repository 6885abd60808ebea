"""Text as it is read aloud: numbers, dates, abbreviations spoken out."""
