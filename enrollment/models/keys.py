"""Primary keys by name, for signatures that have several kinds of them. Type checkers take each as an ``int``."""

from typing import TypeAlias

AppointmentKey: TypeAlias = int
AssistantKey: TypeAlias = int
CampusKey: TypeAlias = int
CourseKey: TypeAlias = int
DepartmentKey: TypeAlias = int
RegistrationKey: TypeAlias = int
SessionKey: TypeAlias = int
TermKey: TypeAlias = int
