"""The models. Those about people do not import those about sessions."""

from .accounts import FeideName
from .calendars import CalendarFeed
from .exchanges import Exchange, ExchangeSide
from .headings import ReadHeading
from .letters import Letter, LetterStop, StoppedLetter
from .organisation import Campus, Course, Department, Faculty, Language
from .people import Appointment, Coordinator, LearningAssistant, User
from .preparations import Preparation, Preparations
from .reminders import ReminderTiming
from .sessions import CoreModule, CoreSession, Registration
from .terms import Term
from .waitlist import WaitlistEntry

__all__ = [
    "Appointment",
    "CalendarFeed",
    "Campus",
    "Coordinator",
    "CoreModule",
    "CoreSession",
    "Course",
    "Department",
    "Exchange",
    "ExchangeSide",
    "Faculty",
    "FeideName",
    "Language",
    "LearningAssistant",
    "Letter",
    "LetterStop",
    "Preparation",
    "Preparations",
    "ReadHeading",
    "Registration",
    "ReminderTiming",
    "StoppedLetter",
    "Term",
    "User",
    "WaitlistEntry",
]
