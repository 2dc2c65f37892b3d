"""Answers and plans as pages for people: plain or coloured text, tables, CSV, Markdown, JSON.

One module an answer turns it into the elements of :mod:`docparse.output.page`; ``plain`` and ``terminal`` print them.
"""
