"""How the web server runs, wherever gunicorn is started from this folder. See laos/processes/web_worker.py."""

# A wrong setting ends gunicorn itself. In a worker it would end each, and gunicorn would start another for ever.
from laos import settings

wsgi_app = "laos.wsgi"
worker_class = "laos.processes.web_worker.Worker"
workers = settings.WEB_CONCURRENCY
threads = 4  # run the application, each with a connection to the database
worker_connections = (
    400  # clients waited for; each may need two of the 1,024 files that systems often allow
)
graceful_timeout = 8  # seconds, less than those who ask the server to end wait for it: 10
sendfile = False  # which would not look at how fast the client reads
accesslog = "-"
# After when, of which request and from where: laos/masking.py.
access_log_format = '"%(r)s" %(s)s %(b)s %(L)ss "%(f)s" "%(a)s"'
logger_class = "laos.processes.access_log.Logger"
control_socket_disable = True
