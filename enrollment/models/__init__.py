"""Who they are (people) and the places they hold (sessions). People know no session."""

from .letters import Letter
from .people import (
    Appointment,
    Campus,
    Coordinator,
    Course,
    Department,
    Faculty,
    Language,
    LearningAssistant,
    Term,
    User,
)
from .sessions import CoreModule, CoreSession, Registration
from .waitlist import WaitlistEntry

__all__ = [
    "Appointment",
    "Campus",
    "Coordinator",
    "CoreModule",
    "CoreSession",
    "Course",
    "Department",
    "Faculty",
    "Language",
    "LearningAssistant",
    "Letter",
    "Registration",
    "Term",
    "User",
    "WaitlistEntry",
]
