"""Addresses of the index pages, below `chi-so/`."""

from django.urls import path

from tinhxanh.web.views import index_league, index_profile

urlpatterns = [
    path("", index_league.league, name="index_league"),
    path("tai-ve/", index_league.league_table, name="index_league_table"),
    path("ho-so/", index_profile.profile, name="index_profile"),
]
