"""How the web server runs, wherever gunicorn is started from this folder. See laos/processes/web_worker.py."""

import resource

# A wrong setting ends gunicorn itself. In a worker it would end each, and gunicorn would start another for ever.
from laos import settings
from laos.processes import processors


def files() -> int:
    """Allow this process and its workers the files of 1,000 clients, or as many as the system lets them have."""
    _allowed, at_most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2_224 if at_most == resource.RLIM_INFINITY else min(2_224, at_most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, at_most))
    return wanted


wsgi_app = "laos.wsgi"
pre_fork, post_fork = processors.choose, processors.bind
worker_class = "laos.processes.web_worker.Worker"
workers = settings.WEB_CONCURRENCY
threads = 4  # run the application, each with a connection to the database
# Clients waited for. Each may need two files, of which systems often allow 1,024 until a process asks for more.
worker_connections = max(files() - 224, 64) // 2
graceful_timeout = 8  # seconds, less than those who ask the server to end wait for it: 10
sendfile = False  # which would not look at how fast the client reads
accesslog = "-"
# After when, of which request and from where: laos/masking.py.
access_log_format = '"%(r)s" %(s)s %(b)s %(L)ss "%(f)s" "%(a)s"'
logger_class = "laos.processes.access_log.Logger"
control_socket_disable = True
