"""How well docparse reads: its results against gold made by hand, and how fast it is."""

from docparse.evaluation.run import evaluate
from docparse.evaluation.tally import Figures, Miss, Report, Row

__all__ = ["Figures", "Miss", "Report", "Row", "evaluate"]
