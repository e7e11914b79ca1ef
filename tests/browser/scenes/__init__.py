"""Scenes for every page of the site in each of its states. SCENES holds them by name."""

from . import (
    account,
    certificates,
    completion,
    department_meetings,
    department_people,
    department_register,
    equivalents,
    modules,
    places,
    plans,
)
from .staff import (
    admin,
    admin_letters,
    admin_merging,
    admin_modules,
    admin_planning,
    admin_plans,
    behalf,
    desk,
    figures,
)
from .stage import SCENES, Scene
from .trouble import asking, conflicts, errors, unsent

__all__ = [
    "SCENES",
    "Scene",
    "account",
    "admin",
    "admin_merging",
    "admin_modules",
    "admin_letters",
    "admin_planning",
    "admin_plans",
    "asking",
    "behalf",
    "certificates",
    "completion",
    "conflicts",
    "department_meetings",
    "department_people",
    "department_register",
    "desk",
    "equivalents",
    "errors",
    "figures",
    "modules",
    "places",
    "plans",
    "unsent",
]
