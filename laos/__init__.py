"""The top layer: settings, URLs and the Celery app. The apps below never import from it.

The Celery app is loaded with Django, so that ``shared_task`` binds to it.
"""

from .celery import app as celery_app

__all__ = ["celery_app"]
