"""Import and export resources, one per table (docs/tables.md), used by the admin and ``manage.py import_csv``."""

from django.conf import settings
from django.utils.module_loading import import_string

from .appointments import AppointmentResource
from .base import TableResource
from .coordinators import CoordinatorResource
from .core_sessions import CoreSessionResource
from .organisation import CourseResource, DepartmentResource
from .registrations import RegistrationResource

# Keyed by KIND in `manage.py import_csv KIND FILE`; `tables()` includes those of the other apps.
RESOURCES: dict[str, type[TableResource]] = {
    "departments": DepartmentResource,
    "courses": CourseResource,
    "appointments": AppointmentResource,
    "coordinators": CoordinatorResource,
    "core_sessions": CoreSessionResource,
    "registrations": RegistrationResource,
}


def tables() -> dict[str, type[TableResource]]:
    """Return the resources of all apps, keyed by KIND."""
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
