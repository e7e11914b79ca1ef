"""The tables that staff own, in and out of files (design §5): one resource each, for the admin and the shell."""

from .appointments import AppointmentResource
from .base import TableResource
from .coordinators import CoordinatorResource
from .core_sessions import CoreSessionResource
from .organisation import CourseResource, DepartmentResource
from .registrations import RegistrationResource

# By the KIND of `manage.py import_csv KIND FILE`.
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
