"""What gunicorn reads where it is started."""

# A wrong setting ends gunicorn itself. In a worker it would end each, and gunicorn would start another for ever.
import laos.settings  # noqa: F401
