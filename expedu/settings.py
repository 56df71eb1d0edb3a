"""All settings of Expedu, read from the environment only.

Nothing has to be set on one machine: without DATABASE_URL and BROKER_URL the embedded services are used
(see expedu/services). In production set the variables the README names.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, validate
from kombu import Exchange, Queue

from expedu import services

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()

# -- The basics ---------------------------------------------------------------------------------------------------

DEBUG = env.bool("DJANGO_DEBUG", default=False)
# Set by the test runner only: static files straight from their folders, so a test needs no collectstatic.
TESTING = env.bool("EXPEDU_TESTING", default=False)
IS_LOCAL = services.is_local()
SECRET_KEY = env.str("SECRET_KEY", default="") or (services.secret_key() if IS_LOCAL else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY ontbreekt. Zet in de omgeving een lange willekeurige waarde, "
        "bijvoorbeeld van: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )
# Where people find Expedu; links in mails start with it, and https switches on everything that goes with https.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]", urlsplit(SITE_URL).hostname])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])
# Locks what is stored locked (client secrets, second factors): the first locks, all unlock; see `rotate_secrets`.
SECRETS_KEYS = env.list("SECRETS_KEYS", default=[SECRET_KEY])
ROOT_URLCONF = "expedu.urls"
WSGI_APPLICATION = "expedu.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django_htmx",
    "pghistory",
    "pgtrigger",
    # Our floors, from the ground up; expedu itself holds the commands that wire them together.
    "core",
    "users",
    "organisations",
    "notifications",
    "funding",
    "experts",
    "helprequests",
    "secondments",
    "reviews",
    "insights",
    "expedu",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.history_door",
    "core.middleware.closed_platform",
    "core.middleware.RefusalAsMessage",
    "organisations.second_factor.SecondFactorFirst",
    "users.middleware.FreshSignIn",
    "organisations.middleware.viewpoint",
]

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
                "core.context_processors.frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "core.templatetags.components"],
        },
    },
]
FORM_RENDERER = "core.forms.ExpeduRenderer"

# -- Data and broker ----------------------------------------------------------------------------------------------

_local = services.addresses()
DATABASES = {"default": env.dj_db_url("DATABASE_URL", default=_local.database_url)}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DATABASES["default"].setdefault("OPTIONS", {})
if env.bool("DATABASE_POOL", default=False):  # set by expedu/wsgi.py
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 2, "max_size": 8, "timeout": 10}

# The audit trail (core/history.py): who is asked at the write, when is the moment itself and not its transaction's.
PGHISTORY_JSON_ENCODER = "core.doors.ContextEncoder"
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"

BROKER_URL = env.str("BROKER_URL", default=_local.broker_url)
# The broker's server serves the cache as well, in the next numbered database, unless CACHE_URL says otherwise.
CACHE_URL = env.str("CACHE_URL", default="") or (
    _local.cache_url if IS_LOCAL else re.sub(r"/(\d+)$", lambda found: f"/{int(found[1]) + 1}", BROKER_URL)
)
if CACHE_URL == BROKER_URL or not CACHE_URL.startswith(("redis://", "rediss://", "unix://")):
    raise ImproperlyConfigured(
        "CACHE_URL ontbreekt. Zet in de omgeving het adres van een Redis of Valkey met een eigen nummer, "
        "bijvoorbeeld redis://broker:6379/2."
    )
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": "expedu",
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
# Computers in a staff room are shared: a session ends with the browser, and anyhow within a working day. Who ticks
# "stay signed in" is remembered for a month.
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
REMEMBERED_SESSION_AGE = 60 * 60 * 24 * 30

CELERY_BROKER_URL = BROKER_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 15 * 60
CELERY_TASK_SOFT_TIME_LIMIT = 14 * 60
# Longer than the longest task, or a slow task would be handed out twice.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 60 * 60,
    "socket_keepalive": True,
    "socket_connect_timeout": 5,  # a page never waits long for a broker that does not answer
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A worker started without -Q works on all of these; production may give each queue workers of its own (`-Q mail`).
# Each with its own exchange and key: left out, all three would share those of the default queue.
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in ("mail", "matching", "schedule")]
CELERY_TASK_DEFAULT_QUEUE = "schedule"
CELERY_TASK_ROUTES = {
    "notifications.tasks.*": {"queue": "mail"},
    "organisations.tasks.*": {"queue": "mail"},
    "helprequests.tasks.*": {"queue": "matching"},
    "experts.tasks.*": {"queue": "matching"},
}
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_ALWAYS_EAGER = False

# -- People -------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "users.User"
# One backend, so that an unknown address costs as much work as a wrong password: one hash.
AUTHENTICATION_BACKENDS = ["organisations.second_factor.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "insights:home"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "users.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
# A whole school, or a whole board, comes from one address on Monday morning: per address ("ip") only what no school
# reaches. What slows guessing is counted per account ("key"), or per browser that signed in before (users/devices.py).
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "200/10m/ip,5/5m/key",
    "login_known_browser": "10/5m/key",
    "request_login_code": "300/10m/ip,5/15m/key",
    "code_known_browser": "5/15m/key",
    "school_sign_in": "600/m/ip",
    "reset_password": "300/10m/ip,5/15m/key",
    "reset_password_from_key": "300/10m/ip",
    "signup": "60/m/ip",
    "work_address": "300/10m/ip,5/15m/key",
}
# How many proxies of our own stand in front: the limits above count the visitor's address, not the proxy's.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    "login": "users.forms.LoginForm",
    "request_login_code": "users.forms.RequestCodeForm",
    "confirm_login_code": "users.forms.ConfirmCodeForm",
    "add_email": "users.forms.ChangeEmailForm",
    "change_password": "users.forms.ChangePasswordForm",
    "set_password": "users.forms.SetPasswordForm",
    "reset_password": "users.forms.ResetPasswordForm",
    "reset_password_from_key": "users.forms.ResetPasswordKeyForm",
    "reauthenticate": "users.forms.ConfirmPasswordForm",
}
# Who signs in with more than a password. A trial may ask less; `check --deploy` says so.
DEFAULT_SECOND_FACTOR_ROLES = ["board_admin", "network_coordinator", "platform_admin"]
SECOND_FACTOR_ROLES = env.list("SECOND_FACTOR_ROLES", default=DEFAULT_SECOND_FACTOR_ROLES)
MFA_ADAPTER = "users.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "users.forms.SecondFactorForm",
    "reauthenticate": "users.forms.ConfirmSecondFactorForm",
    "activate_totp": "users.forms.ActivateAppForm",
    "add_webauthn": "users.forms.AddPasskeyForm",
    "edit_webauthn": "users.forms.EditPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Expedu"

SOCIALACCOUNT_ADAPTER = "organisations.single_sign_on.provider.SocialAdapter"
# Who signs for each kind of school sign-in. Entree has a second world for trials (entree-s).
SIGN_IN_ISSUERS = {
    "entree": env.str("ENTREE_ISSUER", default="https://oidcng.entree.kennisnet.nl"),
    "entra": "https://login.microsoftonline.com/{tenant}/v2.0",
    "google": "https://accounts.google.com",
}

# -- Words and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["expedu.formats"]
USE_I18N = True
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# -- Files --------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "static_collected"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG or TESTING

# -- Schools ------------------------------------------------------------------------------------------------------

# Which of DUO's divisions of the country is our region: onderwijsgebied or rpa. All are kept, so it can change.
DUO_REGION = env.str("DUO_REGION", default="onderwijsgebied", validate=validate.OneOf(["onderwijsgebied", "rpa"]))

# -- Mail ---------------------------------------------------------------------------------------------------------

# Without EMAIL_URL every mail becomes a file: on one machine nothing may leave it by accident.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(_local.mail_folder)
if env.str("EMAIL_URL", default=""):
    vars().update(env.dj_email_url("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Expedu <noreply@expedu.invalid>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20
# How many experts are asked at a time, and how many unanswered invitations one expert may have (DESIGN section 5).
INVITATION_WAVE_SIZE = env.int("INVITATION_WAVE_SIZE", default=3)
INVITATIONS_OPEN_AT_MOST = env.int("INVITATIONS_OPEN_AT_MOST", default=3)
# Mail everything at once: no daily mail and no quiet hours. For demonstrations and trials.
NOTIFICATIONS_AT_ONCE = env.bool("NOTIFICATIONS_AT_ONCE", default=False)

# -- Safety -------------------------------------------------------------------------------------------------------

_https = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=_https)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, without https
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
# The preload list is a promise for the whole domain and hard to take back, so it is the domain owner's to make.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_SECURE = _https
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# -- Logs ---------------------------------------------------------------------------------------------------------

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    # On the handler, because Django's own loggers have a level of their own.
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "level": LOG_LEVEL}},
    # kombu warns that the broker has no host name; the embedded one listens on a socket and never has one.
    "filters": {
        "host_name": {
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda record: "No hostname was supplied" not in str(record.msg),
        }
    },
    "loggers": {"kombu.connection": {"filters": ["host_name"]}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
