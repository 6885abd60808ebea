"""The newsroom of the Cao Bằng provincial Youth Union, as a set of Pelican plugins.

Each package is one capability; `LAYERS` is the only allowed direction of imports:
a package may import from those before it, never from those after it.
"""

LAYERS = (
    "core",  # text, dates, problems, headers, fields, markup: knows nothing of news
    "legacy",  # old Vietnamese encodings and fonts, told apart and made Unicode
    "word",  # Word files to Markdown, in a guarded process
    "places",  # the gazetteer of 2004-2025 and the tagger
    "speech",  # text as it is read aloud: numbers, dates, abbreviations spoken out
    "people",  # who holds which office, where, from when to when
    "images",  # photos beside an article
    "articles",  # a reporter's article: fields, checks, text
    "documents",  # official papers of the Union and the state
    "library",  # everything read, indexed once, then only asked
    "issues",  # the monthly bulletin: one issue file, five forms
    "search",  # the index of the search page, in small files, brought up to date
    "listings",  # one idea for all list pages: classify, order, number
    "pages",  # one small typed view per page
    "addresses",  # the ledger of every page ever published, and where each leads today
    "output",  # from views to files: templates, feeds, budgets, the swap; the Pelican plugin
    "preview",  # the site while it is being worked on: served, reloaded, its problems in the page
    "intake",  # submissions from the shared folder: taken, answered, approved, never lost
    "cli",  # the commands of tasks.py
)
