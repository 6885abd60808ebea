"""The context is costly to make and never changes: one for all tests."""

import pytest

from plugins.articles.read import ArticleContext
from tests.articles.desk import make_context


@pytest.fixture(scope="session")
def context() -> ArticleContext:
    return make_context()
