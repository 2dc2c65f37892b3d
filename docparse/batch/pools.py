"""Which processes work: those of this machine, or of a Ray cluster."""

from __future__ import annotations

from docparse.batch.schedule import Pool


def pool_of(on: str | None, workers: int) -> Pool:
    """``on``: None for this machine, ``ray`` or ``ray://HOST:PORT``; DocparseError DP431, DP432."""
    if on is None:
        from docparse.batch.local import LocalPool

        return LocalPool(workers)
    from docparse.batch.cluster import RayPool

    return RayPool(None if on == "ray" else on)
