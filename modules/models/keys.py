"""Primary keys by name: see ``enrollment/models/keys.py``."""

from typing import TypeAlias

EssayKey: TypeAlias = int
MeetingKey: TypeAlias = int
ModuleKey: TypeAlias = int
