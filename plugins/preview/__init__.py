"""The site while it is being worked on: served on this machine, reloaded, its problems shown in the page."""
