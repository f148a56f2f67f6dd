"""One settings file, read from the environment. Every name is documented in docs/reference/settings.md."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import environ
import pghistory

from tinhxanh.exchange import embedded_postgres

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parents[1]
env = environ.Env()


def _home() -> Path:
    """Where data live that git does not: the checkout's .local, else the user's own folder."""
    in_checkout = (CHECKOUT / "pyproject.toml").exists()
    fallback = CHECKOUT / ".local" if in_checkout else Path.home() / ".local" / "share" / "tinhxanh"
    return Path(env.str("TINHXANH_HOME", default=str(fallback)))


def _secret_key(home: Path) -> str:
    """SECRET_KEY from the environment; without it a key of this machine's own, kept unreadable to others."""
    given = env.str("SECRET_KEY", default="")
    if given:
        return given
    file = home / "secret-key"
    if not file.exists():
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(secrets.token_urlsafe(64))
    return file.read_text()


HOME = _home()
SECRET_KEY = _secret_key(HOME)
DEBUG = env.bool("DEBUG", default=False)
PRODUCTION = env.bool("TINHXANH_PRODUCTION", default=False)
if PRODUCTION and not env.str("SECRET_KEY", default=""):
    raise environ.ImproperlyConfigured("TINHXANH_PRODUCTION cần SECRET_KEY trong môi trường.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

DATABASE_URL = env.str("DATABASE_URL", default="")
if not DATABASE_URL:
    DATABASE_URL = embedded_postgres.url(HOME)
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if not DATABASES["default"]["HOST"] and "host=" in DATABASE_URL:
    DATABASES["default"]["HOST"] = DATABASE_URL.partition("host=")[2].partition("&")[0]
    # Its rows lie in memory: reading one by an index costs hardly more than in a row.
    DATABASES["default"]["OPTIONS"] = {"options": "-c random_page_cost=1.1"}
DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
DATABASES["default"]["TEST"] = {"NAME": f"test_tinhxanh_{os.getpid()}"}
# Nothing here is read in pieces: with a cursor in the server a list of choices takes four journeys, not one.
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_filters",
    "rules",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "tinhxanh.apps.accounts",
    "tinhxanh.apps.registers",
    "tinhxanh.apps.indicators",
    "tinhxanh.apps.programmes",
    "tinhxanh.apps.reports",
    "tinhxanh.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tinhxanh.web.compressing.CompressedPages",
    "tinhxanh.web.security.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tinhxanh.web.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "tinhxanh.web.urls"
WSGI_APPLICATION = "tinhxanh.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tinhxanh.web.context.frame",
            ],
        },
    },
    {
        "NAME": "rows",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates" / "rows"],
        "OPTIONS": {"environment": "tinhxanh.web.rows.environment"},
    },
]

# Reading changes nothing that history would have to name: only what sends is wrapped.
# What is deleted leaves its last state and who deleted it, as what is made and changed does.
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
PGHISTORY_BASE_MODEL = "tinhxanh.apps.accounts.events.Event"
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "tinhxanh.web.forms.account.SignInForm",
    "change_password": "tinhxanh.web.forms.account.NewPasswordForm",
}
ACCOUNT_ADAPTER = "tinhxanh.web.login.NoSignup"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Whoever guesses passwords is held up, and nobody else: what each key counts is told in web/login.py.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/5m/key,20/h/key,20/m/ip",
    "login_failed_anywhere": "200/h/key",
    "login_failed_known": "10/5m/key",
    "change_password": "5/m/user",
}
# X-Forwarded-For is believed only where somebody says that a proxy writes it: anybody else could send it.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
# Attempts are counted in the database: every process of the web server sees the same count.
# Room for many: where it is full a third is thrown away, and somebody with many names could do that at will.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a folder that is not there
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
# Uploads are hostile: outside STATIC, never served by path, only through views that ask for rights.
MEDIA_ROOT = HOME / "files"
UPLOAD_LIMIT_MB = env.int("UPLOAD_LIMIT_MB", default=100)
EVIDENCE_LIMIT_MB = env.int("EVIDENCE_LIMIT_MB", default=20)
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=PRODUCTION)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000 if PRODUCTION else 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Without a mail server nothing is sent; notices stand on the page either way.
EMAIL_HOST = env.str("EMAIL_HOST", default="")
EMAIL_PORT = env.int("EMAIL_PORT", default=587 if EMAIL_HOST else 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=EMAIL_PORT == 587)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="tinh-xanh@localhost")
# Where links in mails and calendars lead.
SITE_ADDRESS = env.str("SITE_ADDRESS", default="http://127.0.0.1:8000").rstrip("/")

# The department whose province the pages speak for; only a label and the default of forms.
PROVINCE = env.str("TINHXANH_PROVINCE", default="Lạng Sơn")


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
    # A refused page is an answer, not an accident: it needs no trace in the log.
    "loggers": {"django.request": {"level": "ERROR"}},
}
