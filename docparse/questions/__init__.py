"""Questions asked of the store: one module a question, answers as frozen values."""

from __future__ import annotations

from docparse.questions.ask import Store, open_store

__all__ = ["Store", "open_store"]
