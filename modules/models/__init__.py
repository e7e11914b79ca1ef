"""Online modules: what there is (catalogue), who does which (choices), and what they did (attempts, essays, evaluations).

Each file knows only those before it.
"""

from .attempts import TestAttempt
from .catalogue import Criterion, Level, ModuleDates, OnlineModule, Option, Question
from .choices import Choice
from .essays import Essay
from .evaluations import PeerEvaluation, Rating

__all__ = [
    "Choice",
    "Criterion",
    "Essay",
    "Level",
    "ModuleDates",
    "OnlineModule",
    "Option",
    "PeerEvaluation",
    "Question",
    "Rating",
    "TestAttempt",
]
