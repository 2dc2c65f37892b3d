"""The pages, one module each; ``register`` of each declares its paths."""

from docparse.web.pages import ask, documents

PAGES = tuple(module.register for module in (ask, documents))
