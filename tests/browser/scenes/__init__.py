"""Every page of the site in each of its states: SCENES has them by name."""

from . import (
    account,
    admin,
    admin_modules,
    admin_plans,
    asking,
    certificates,
    completion,
    conflicts,
    department_meetings,
    department_people,
    department_register,
    equivalents,
    errors,
    figures,
    modules,
    places,
    plans,
)
from .stage import SCENES, Scene

__all__ = [
    "SCENES",
    "Scene",
    "account",
    "admin",
    "admin_modules",
    "admin_plans",
    "asking",
    "certificates",
    "completion",
    "conflicts",
    "department_meetings",
    "department_people",
    "department_register",
    "equivalents",
    "errors",
    "figures",
    "modules",
    "places",
    "plans",
]
