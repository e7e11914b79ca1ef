import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laos.settings")
django.setup(set_prefix=False)

from .middleware.unreadable import Handler  # noqa: E402  # needs the settings

application = Handler()
