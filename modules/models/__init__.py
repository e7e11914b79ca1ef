"""Models of the online modules and of the course-specific follow-up.

Online modules: the content (``catalogue``), who does which module (``choices``), and the work (``attempts``,
``essays``, ``evaluations``). Course-specific follow-up: ``meetings`` and ``attendance``.

Each file imports only from the files named before it.
"""

from .attempts import TestAttempt
from .attendance import FollowUpAttendance, Objection
from .catalogue import Criterion, Level, ModuleDates, OnlineModule, Option, Question
from .choices import Choice
from .essays import Essay
from .evaluations import PeerEvaluation, Rating
from .meetings import FollowUpMeeting

__all__ = [
    "Choice",
    "Criterion",
    "Essay",
    "FollowUpAttendance",
    "FollowUpMeeting",
    "Level",
    "ModuleDates",
    "Objection",
    "OnlineModule",
    "Option",
    "PeerEvaluation",
    "Question",
    "Rating",
    "TestAttempt",
]
