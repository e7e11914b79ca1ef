"""Import and export resources, one per table (docs/tables.md), used by the admin and ``manage.py import_csv``."""

from .appointments import AppointmentResource
from .base import TableResource
from .coordinators import CoordinatorResource
from .core_sessions import CoreSessionResource
from .organisation import CourseResource, DepartmentResource
from .registrations import RegistrationResource

# Keyed by KIND in `manage.py import_csv KIND FILE`.
RESOURCES: dict[str, type[TableResource]] = {
    "departments": DepartmentResource,
    "courses": CourseResource,
    "appointments": AppointmentResource,
    "coordinators": CoordinatorResource,
    "core_sessions": CoreSessionResource,
    "registrations": RegistrationResource,
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
]
