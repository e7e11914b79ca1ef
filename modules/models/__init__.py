"""What one chooses and what one's department gives.

Online modules: what there is (catalogue), who does which (choices), and what they did (attempts, essays, evaluations).
Course-specific follow-up: meetings, who was there (attendance), and what coordinators are told of it (digests).

Each file knows only those before it.
"""

from .attempts import TestAttempt
from .attendance import FollowUpAttendance, Objection
from .catalogue import Criterion, Level, ModuleDates, OnlineModule, Option, Question
from .choices import Choice
from .digests import CoordinatorDigest
from .essays import Essay
from .evaluations import PeerEvaluation, Rating
from .meetings import FollowUpMeeting

__all__ = [
    "Choice",
    "CoordinatorDigest",
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
