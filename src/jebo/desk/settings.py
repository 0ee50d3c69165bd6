"""Django's settings for the desk. What differs from one desk to another comes from :mod:`jebo.desk.unlocked`.

``JEBO_DATABASE=postgresql://…`` puts the rows into PostgreSQL; without it they lie in the data folder, encrypted.
``JEBO_TIME_ZONE`` says where the newsroom's day begins (:mod:`jebo.desk.clock`); ``JEBO_DRAFT_…`` who drafts translations
(:mod:`jebo.desk.translation.chat`).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from jebo.desk import clock, unlocked
from jebo.desk.translation import chat

_HERE = Path(__file__).parent
_opened = unlocked.desk()

DEBUG = False
SECRET_KEY = _opened.secret
ALLOWED_HOSTS = [*_opened.names, "localhost", "127.0.0.1"]
DATABASES: dict[str, Any] = {"default": _opened.database}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "jebo.desk.people",
    "jebo.desk.sources",
    "jebo.desk.testimony",
    "jebo.desk.events",
    "jebo.desk.search",
    "jebo.desk.paste",
    "jebo.desk.stories",
    "jebo.desk.exposure",
    "jebo.desk.translation",
    "jebo.desk.publication",
    "jebo.desk.readers",
    "jebo.desk.tips",
    "jebo.desk.record",
]
MIDDLEWARE = [
    "jebo.desk.middleware.Guarded",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jebo.desk.middleware.Eyes",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "jebo.desk.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jebo.desk.middleware.around_a_page",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
STATICFILES_DIRS = [_HERE / "static"]
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # straight from the package: nothing is collected or copied
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False  # else any page of the web could ask whether a desk runs here
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who comes in. Nobody signs up; an administrator makes members.
AUTH_USER_MODEL = "people.Member"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "jebo.desk.people.way_in.ByPassword",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_ADAPTER = "jebo.desk.people.way_in.NobodySignsUp"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {"login": "jebo.desk.people.forms.ByPasswordForm"}
MFA_ADAPTER = "jebo.desk.people.way_in.Factors"
MFA_SUPPORTED_TYPES = ["webauthn", "totp"]  # no list of recovery codes to lie about: a colleague helps
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # the code before and after, since clocks differ (RFC 6238, 5.2)
MFA_FORMS = {
    "authenticate": "jebo.desk.people.forms.CodeForm",
    "reauthenticate": "jebo.desk.people.forms.CodeAgainForm",
}
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # the passkey asks who holds it: a finger, a face or a PIN

# How often one may try: five times in a quarter of an hour, then wait. Addresses are not looked at: behind an onion service
# all are one. It is counted in memory, so no table tells who tried when; and by name, so who waits is one name, not all.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},  # chosen by us: not to be flooded out by made-up names
    }
}
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "jebo.desk.people.way_in.whose_name"
AXES_LOCKOUT_TEMPLATE = "account/wait.html"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = [
    "axes.W001",  # wants a cache that several processes share; the desk is one
    "axes.W006",  # wants the address
]
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/15m/key",  # codes of the second factor; axes counts passwords
    "reauthenticate": "10/m/user",
}
MFA_RATE_LIMITS = {"webauthn_login": None}  # nothing about a passkey can be guessed

# Sessions end after half an hour without a page, and with the browser. Chosen by us.
SESSION_ENGINE = "jebo.desk.people.sessions"
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "desk"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not _opened.local
X_FRAME_OPTIONS = "DENY"

# Two languages, and no clock finer than a day on any page.
USE_I18N = True
USE_TZ = True
TIME_ZONE = clock.zone(os.environ).key
LANGUAGE_CODE = "en"
LANGUAGES = [("ko", _("Korean")), ("en", _("English"))]
LOCALE_PATHS = [_HERE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Strict"
MESSAGE_STORAGE = (
    "django.contrib.messages.storage.session.SessionStorage"  # the other kind leaves them in a cookie
)

DRAFTER = chat.named(os.environ)  # of translations by machine; none unless one is named

# Nothing that a page held goes to a log or to an error report: of a fault its kind and its line, of all else nothing.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {
        "nowhere": {"class": "logging.NullHandler"},
        "faults": {"class": "jebo.desk.faults.Faults", "level": "ERROR"},
    },
    "root": {"handlers": ["faults"], "level": "ERROR"},
    "loggers": {
        name: {"handlers": handlers, "level": "ERROR", "propagate": False}
        for name, handlers in {
            "django": ["faults"],
            "django.security": ["nowhere"],  # says which host or token was wrong, in words of the visitor's
            "django.server": ["nowhere"],  # says which address was asked for
            "allauth": ["faults"],
            "axes": ["faults"],
            "waitress": ["faults"],
        }.items()
    },
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "jebo.desk.middleware.NothingToReport"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 << 20
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler"
]  # never a temporary file on disk
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 << 20
