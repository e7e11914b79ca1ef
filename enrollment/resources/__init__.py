"""The tables that staff own, in and out of files (docs/tables.md): one resource each, for the admin and the shell."""

from django.conf import settings
from django.utils.module_loading import import_string

from .appointments import AppointmentResource
from .base import TableResource
from .coordinators import CoordinatorResource
from .core_sessions import CoreSessionResource
from .organisation import CourseResource, DepartmentResource
from .registrations import RegistrationResource

# By the KIND of `manage.py import_csv KIND FILE`; ``tables`` has those of the other floors too.
RESOURCES: dict[str, type[TableResource]] = {
    "departments": DepartmentResource,
    "courses": CourseResource,
    "appointments": AppointmentResource,
    "coordinators": CoordinatorResource,
    "core_sessions": CoreSessionResource,
    "registrations": RegistrationResource,
}


def tables() -> dict[str, type[TableResource]]:
    """Every table that goes in and out of files, by its KIND."""
    return {
        kind: resource
        for path in settings.LAOS_TABLES
        for kind, resource in import_string(path).items()
    }


__all__ = [
    "RESOURCES",
    "AppointmentResource",
    "CoordinatorResource",
    "CoreSessionResource",
    "CourseResource",
    "DepartmentResource",
    "RegistrationResource",
    "TableResource",
    "tables",
]
