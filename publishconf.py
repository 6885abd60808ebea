"""Pelican's settings for a release: `python3 tasks.py build --public`."""

from pelicanconf import *  # noqa: F403 - Pelican's own way of settings that build on others

NEWSROOM_PUBLIC = True
