"""The top floor: settings, addresses and the Celery app. Nothing below imports from here.

The Celery app is loaded with Django, so that ``shared_task`` binds to it.
"""

from .celery import app as celery_app

__all__ = ["celery_app"]
