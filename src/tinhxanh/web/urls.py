"""All addresses of the platform, a section for each noun."""

from django.urls import include, path
from django.views.i18n import set_language

from tinhxanh.web.rights import public
from tinhxanh.web.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("ngon-ngu/", public(set_language), name="set_language"),
    path("tai-khoan/", include("allauth.urls")),
    # documents
    # review
    # programmes
    # duties
    # my duties
    # scoreboard
]
