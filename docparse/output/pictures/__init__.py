"""Pictures of answers: the tree of directives, an agency's load by month, goals against tasks.

Each is laid out once as a :class:`Picture` of boxes, lines and words; :func:`svg` writes it as text, the same for the
same answer, :func:`png` draws it with matplotlib (the extra ``pictures``).
"""

from docparse.output.pictures.directives import directives_picture
from docparse.output.pictures.load import load_picture
from docparse.output.pictures.matrix import matrix_picture
from docparse.output.pictures.png import png
from docparse.output.pictures.shapes import Picture
from docparse.output.pictures.svg import svg

__all__ = ["Picture", "directives_picture", "load_picture", "matrix_picture", "png", "svg"]
