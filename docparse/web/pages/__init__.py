"""The pages, one module each; ``register`` of each declares its paths."""

from docparse.web.pages import (
    agencies,
    ask,
    directives,
    documents,
    indicators,
    intake,
    mine,
    missing,
    progress,
    tasks,
    users,
)

PAGES = tuple(
    module.register
    for module in (ask, mine, documents, tasks, intake, agencies, directives, indicators, progress, users, missing)
)
