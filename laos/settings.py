"""All settings, read from the environment. docs/operators/configuration.md and .env.example list the variables and their defaults."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext
from django.urls import reverse_lazy
from kombu.entity import Queue

from enrollment import clock

from .environment import (
    SettingError,
    address,
    all_or_none,
    choice,
    database,
    domain,
    domains,
    flag,
    folder,
    former_keys,
    former_signing_keys,
    host,
    hosts,
    issuer,
    key,
    number,
    origin,
    origins,
    picture,
    redis,
    secret,
    signing_key,
    text,
)
from .processes.console_log import to_the_console

# Allow subscripts such as ModelAdmin[Model] at runtime.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = flag("DEBUG", default=False)
DEMO = flag("LAOS_DEMO", default=False)
SECURE = flag("SECURE", default=True)
for _name, _on in {"DEBUG": DEBUG, "LAOS_DEMO": DEMO}.items():
    if _on and SECURE:
        raise SettingError(f"{_name} is not for production: set it to 0, or SECURE to 0.")


def local(default: str) -> str | None:
    """Return the default on a developer's machine, or None in production."""
    return None if SECURE else default


SECRET_KEY = key("SECRET_KEY")
SECRET_KEY_FALLBACKS = former_keys("SECRET_KEY_FALLBACKS", default="")
# The site's public address, used for links in letters and calendars.
SITE_URL = origin("SITE_URL", default=local("http://127.0.0.1:8000"), secure=SECURE)
ALLOWED_HOSTS = hosts("ALLOWED_HOSTS", default=local("localhost 127.0.0.1"), site=SITE_URL)
CSRF_TRUSTED_ORIGINS = origins("CSRF_TRUSTED_ORIGINS", default="", secure=SECURE)
BEHIND_TLS_PROXY = flag("BEHIND_TLS_PROXY", default=False)
# Web processes: see gunicorn.conf.py.
WEB_CONCURRENCY = number("WEB_CONCURRENCY", default=2, lowest=1, highest=99)
# When the web server started: gunicorn reads the settings before it starts its workers, which inherit them.
STARTED_AT = clock.now()

INSTALLED_APPS = [
    "laos.apps.LaosConfig",
    # Before our apps: their admin replaces the one of post_office.
    "post_office",
    "completion",
    "modules",
    "enrollment",
    "laos.apps.LaosAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    # Installed even while Feide is off, so that linked accounts are kept.
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "import_export",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "laos.middleware.tracing.note_request",
    "laos.health.answer_first",
    "laos.middleware.links.begin_with_site_url",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "laos.middleware.compressing.compress_pages",
    "csp.middleware.CSPMiddleware",
    "laos.middleware.unreadable.refuse_unreadable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "laos.middleware.private.keep_private",
    "laos.middleware.languages.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "enrollment.accounts.log_in.sessions.SeenMiddleware",
    "enrollment.forms.unsent.keeping.KeepUnsent",
    "laos.middleware.oversized.refuse_oversized",
    "laos.middleware.throttling.Throttling",
    "laos.middleware.two_step.TwoStep",
    "laos.middleware.methods.explain_refused_methods",
    "laos.middleware.history.HistoryMiddleware",
    "laos.middleware.tidying.TidyForms",
]

ROOT_URLCONF = "laos.urls"
WSGI_APPLICATION = "laos.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "enrollment.views.context.contact",
            ],
        },
    },
]
FORM_RENDERER = "enrollment.forms.rendering.Renderer"

_database = database("DATABASE_URL")
# In seconds, for each connection. `laos.middleware.busy` answers requests that exceed them.
_time_limits = {
    "lock_timeout": number("DATABASE_LOCK_TIMEOUT", default=2),
    "statement_timeout": number("DATABASE_STATEMENT_TIMEOUT", default=20),
    "idle_in_transaction_session_timeout": number("DATABASE_IDLE_TIMEOUT", default=10),
}
# A pooler in transaction mode shares one session among clients, so LAOS must not set session state.
DATABASE_POOLED = flag("DATABASE_POOLED", default=False)
_options = [f"-c {name}={seconds}s" for name, seconds in _time_limits.items() if seconds]
# What is prepared is planned once, not for each list of keys. Options from the URL come last and win.
_options += ["-c plan_cache_mode=force_generic_plan", _database.pop("options", "")]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _database.pop("dbname", ""),
        "USER": _database.pop("user", ""),
        "PASSWORD": _database.pop("password", "") or secret("POSTGRES_PASSWORD", default=""),
        "HOST": _database.pop("host", ""),
        "PORT": _database.pop("port", ""),
        # Without these, a query waits forever for a machine that is gone.
        "OPTIONS": {
            "connect_timeout": 5,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 25_000,  # milliseconds
            # PgBouncer rejects these; set the time limits on the role instead (docs/operators/install.md).
            **({} if DATABASE_POOLED else {"options": " ".join(_options).strip()}),
            **_database,
        },
        "DISABLE_SERVER_SIDE_CURSORS": DATABASE_POOLED,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = redis("REDIS_URL")
_memory = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {
        "BACKEND": "laos.cache.Cache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "laos",
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},  # seconds
    },
    # Parts of pages, each under all facts that it shows, so that none becomes stale.
    "template_fragments": {"BACKEND": _memory, "OPTIONS": {"MAX_ENTRIES": 5_000}},
    # The same for whole lists, which are large. All but the newest are of no use.
    "lists": {"BACKEND": _memory, "LOCATION": "lists", "OPTIONS": {"MAX_ENTRIES": 100}},
    "kept": {  # see enrollment/kept.py
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "laos_kept",
        # Above this number, Django deletes entries regardless of age.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

CELERY_BROKER_URL = REDIS_URL
# Seconds until a task is interrupted, and until it is killed. Only a stuck task takes this long: tasks commit in
# batches, and the next run continues from there.
CELERY_TASK_SOFT_TIME_LIMIT = 4 * 60
CELERY_TASK_TIME_LIMIT = 5 * 60
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "global_keyprefix": "laos-jobs:",
    "socket_connect_timeout": 1,  # seconds
    # Longer than kombu's BRPOP, which waits for one second.
    "socket_timeout": 1.5,
    # For publishers: otherwise kombu tries to connect for four seconds, even with `retry=False`.
    "max_retries": 0,
    # Longer than any task: after this time, Redis delivers an unfinished message to another worker.
    "visibility_timeout": 2 * CELERY_TASK_TIME_LIMIT,
}
# The worker and beat retry without limit.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0}
CELERY_TASK_IGNORE_RESULT = CELERY_TASK_ACKS_LATE = True
# Keep letters from waiting behind long tasks. A worker started without a queue serves both.
CELERY_TASK_QUEUES = [Queue(name, routing_key=name) for name in ("celery", "letters")]
CELERY_TASK_ROUTES = {"enrollment.tasks.deliver_letters": {"queue": "letters"}}
CELERY_BEAT_SCHEDULER = "laos.processes.signs:Scheduler"
CELERY_TIMEZONE = "Europe/Oslo"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Reserve no extra messages: no other worker could process them.
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000  # KiB; then the process is replaced after its task
# Without a mail server, letters are printed to stdout; keep them out of the log.
CELERY_WORKER_REDIRECT_STDOUTS = False

AUTH_USER_MODEL = "enrollment.User"
AUTHENTICATION_BACKENDS = ["enrollment.accounts.adapter.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_validators = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_validators}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_validators}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_validators}.CommonPasswordValidator"},
    {"NAME": f"{_validators}.NumericPasswordValidator"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("enrollment:my")
ACCOUNT_LOGOUT_REDIRECT_URL = reverse_lazy("enrollment:public")

ACCOUNT_ADAPTER = "enrollment.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "enrollment.accounts.adapter.SignupFields"
ACCOUNT_FORMS = {
    "add_email": "enrollment.accounts.labels.AddEmailForm",
    "login": "enrollment.accounts.log_in.forms.LoginForm",
    "signup": "enrollment.accounts.signing_up.SignupForm",
    "change_password": "enrollment.accounts.log_in.forms.ChangePasswordForm",
    "reset_password": "enrollment.accounts.resetting.ResetPasswordForm",
    "reset_password_from_key": "enrollment.accounts.resetting.ResetPasswordKeyForm",
}
# Replaced by enrollment/accounts/log_in/guessing.py and laos/middleware/throttling.py: allauth's limits ignore devices and do not
# tell when they end.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_UNIQUE_EMAIL = ACCOUNT_PREVENT_ENUMERATION = ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "LAOS: "
# Seconds since the last log-in or password check: long enough to install an app for two-step login.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_USER_DISPLAY = "enrollment.accounts.adapter.display"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "activate_totp": "enrollment.accounts.labels.ActivateTOTPForm",
    "add_webauthn": "enrollment.accounts.labels.AddWebAuthnForm",
    "edit_webauthn": "enrollment.accounts.labels.EditWebAuthnForm",
    "authenticate": "enrollment.accounts.log_in.forms.AuthenticateForm",
    "reauthenticate": "enrollment.accounts.log_in.forms.ReauthenticateForm",
}
# Require two-step login, a passkey or Feide on pages for staff and coordinators.
STAFF_TWO_STEP = flag("STAFF_TWO_STEP", default=SECURE)
# Log-in with Feide (docs/operators/feide.md), in addition to passwords. Off without a client ID.
FEIDE_CLIENT_ID = text("FEIDE_CLIENT_ID", default="")
FEIDE_CLIENT_SECRET = secret("FEIDE_CLIENT_SECRET", default="")
if bool(FEIDE_CLIENT_ID) != bool(FEIDE_CLIENT_SECRET):
    raise SettingError("Set both FEIDE_CLIENT_ID and FEIDE_CLIENT_SECRET, or neither.")
FEIDE_ISSUER = issuer("FEIDE_ISSUER", default="https://auth.dataporten.no", secure=SECURE)
# A Feide user name in this realm proves the NTNU user name before the @.
FEIDE_REALM = domain("FEIDE_REALM", default="ntnu.no")
SOCIALACCOUNT_ADAPTER = "enrollment.accounts.feide.people.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"provider_class": "enrollment.accounts.feide.provider.FeideProvider"}
}
# Feide has identified the user. Addresses it does not vouch for are not stored.
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
# How many proxies allauth trusts to report the client's address; with 0 it trusts none.
ALLAUTH_TRUSTED_PROXY_COUNT = number(
    "TRUSTED_PROXY_COUNT", default=0, lowest=int(BEHIND_TLS_PROXY), highest=9
)

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Norsk bokmål"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "laos.formats"
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

FORMS_URLFIELD_ASSUME_HTTPS = True
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Applicants' documents. Not served as files: only a view that checks permissions returns them.
MEDIA_ROOT = folder("LAOS_DOCUMENTS", default="var/documents", base=BASE_DIR)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "documents": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_HOST = host("EMAIL_HOST", default=local(""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = number("EMAIL_PORT", default=25, lowest=1, highest=65_535)
EMAIL_HOST_USER = text("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = secret("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", default=False)
EMAIL_USE_SSL = flag("EMAIL_USE_SSL", default=False)
if EMAIL_USE_TLS and EMAIL_USE_SSL:
    raise SettingError("Set EMAIL_USE_TLS (STARTTLS) or EMAIL_USE_SSL (TLS at once), not both.")
EMAIL_TIMEOUT = 10
# For a restored copy: send no letters and keep them waiting.
LAOS_HOLD_MAIL = flag("LAOS_HOLD_MAIL", default=False)
if LAOS_HOLD_MAIL:
    EMAIL_BACKEND = "enrollment.letters.holding.HeldBackend"
# Seconds that changes and reminders wait for others to the same person, to go out with them in one e-mail.
LAOS_LETTERS_SETTLE = number("LAOS_LETTERS_SETTLE", default=120, highest=1200)
DEFAULT_FROM_EMAIL = address(
    "DEFAULT_FROM_EMAIL", default=local("LAOS <laos@localhost>"), public=SECURE, with_name=True
)

# The key that signs badges. Without it, LAOS issues none.
BADGE_KEY = signing_key("BADGE_KEY", default="")
# Previous keys, which still verify older badges.
BADGE_KEY_PREVIOUS = former_signing_keys("BADGE_KEY_PREVIOUS", default="")
LAOS_CONTACT_NAME = text("LAOS_CONTACT_NAME", default="Uniped")
LAOS_CONTACT_EMAIL = address("LAOS_CONTACT_EMAIL", default=local("laos@localhost"), public=SECURE)
# A picture (SVG or PNG) of the university's mark, printed on certificates.
LAOS_CERTIFICATE_MARK = picture("LAOS_CERTIFICATE_MARK", default="")
# Who signs certificates, and as what: kept with each certificate as it is issued.
all_or_none("LAOS_SIGNATORY_NAME", "LAOS_SIGNATORY_TITLE_NB", "LAOS_SIGNATORY_TITLE_EN")
LAOS_SIGNATORY_NAME = text("LAOS_SIGNATORY_NAME", default="")
LAOS_SIGNATORY_TITLE = {
    "nb": text("LAOS_SIGNATORY_TITLE_NB", default=""),
    "en": text("LAOS_SIGNATORY_TITLE_EN", default=""),
}
# The page at uustatus.no that says how far the site meets the law on universal design.
LAOS_ACCESSIBILITY_STATEMENT = text("LAOS_ACCESSIBILITY_STATEMENT", default="")
# A verified address at one of these domains proves the NTNU user name before the @.
LAOS_USERNAME_DOMAINS = domains("LAOS_USERNAME_DOMAINS", default="ntnu.no stud.ntnu.no")

SESSION_ENGINE = "enrollment.accounts.log_in.session_store"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True  # our scripts read no cookies
CSRF_FAILURE_VIEW = "enrollment.views.unsent.refuse_forgery"
SESSION_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE
SECURE_SSL_HOST = urlsplit(SITE_URL).netloc
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS_PROXY else None
# In bytes: five documents of 10 MB and the multipart overhead.
LARGEST_REQUEST = 51 * 1024 * 1024
# A register has one field per mark: hundreds of people, several meetings each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
# Escape control characters, for example pasted into a name: otherwise one would make the whole export fail.
IMPORT_EXPORT_USE_TRANSACTIONS = IMPORT_EXPORT_ESCAPE_ILLEGAL_CHARS_ON_EXPORT = True
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "add"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"

LOGGING = to_the_console(
    choice("LOG_LEVEL", default="INFO", among=["DEBUG", "INFO", "WARNING", "ERROR"])
)
