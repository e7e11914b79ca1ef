"""What gunicorn reads where it is started."""

# A wrong setting ends gunicorn itself; in a worker, it would end each of them, and gunicorn would start them again for ever.
import laos.settings  # noqa: F401
