"""What one chooses and what one's department gives.

Online modules: what there is (catalogue), who does which (choices), and what they did (attempts, essays, evaluations).
Course-specific follow-up: meetings, and who was there (attendance).

Each file knows only those before it.
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
