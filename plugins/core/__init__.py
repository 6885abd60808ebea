"""What every capability stands on: Vietnamese text, dates, problems, headers, fields, markup."""
