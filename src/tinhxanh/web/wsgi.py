"""The door for a WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinhxanh.settings")
application = get_wsgi_application()

# What every request needs is there before the first one comes.
get_resolver().url_patterns  # noqa: B018 - reading it imports the views
for page in ("my_duties/index.html", "programmes/programme.html", "reports/index.html"):
    get_template(page)
for rows in ("jobs.html", "duties.html", "notices.html"):
    get_template(rows, using="rows")

# The program itself is never garbage: looking through it time and again took a tenth of every page. Pages
# make many objects and keep none, so collecting after 50 000 is early enough.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
