"""Addresses of the index pages, below `chi-so/`."""

from django.urls import path

from tinhxanh.web.views import (
    index_change,
    index_league,
    index_method,
    index_plan,
    index_profile,
    index_sets,
    index_weights,
    index_what_if,
)

urlpatterns = [
    path("", index_league.league, name="index_league"),
    path("tai-ve/", index_league.league_table, name="index_league_table"),
    path("trong-so/", index_weights.weights, name="index_weights"),
    path("ho-so/", index_profile.profile, name="index_profile"),
    path("thu/", index_what_if.what_if, name="index_what_if"),
    path("thu/tinh/", index_what_if.what_if_answer, name="index_what_if_answer"),
    path("muc-tieu/", index_plan.plan, name="index_plan"),
    path("vi-sao/", index_change.change, name="index_change"),
    path("cach-tinh/", index_method.method, name="index_method"),
    path("bo-so-lieu/", index_sets.sets, name="index_sets"),
    path("bo-so-lieu/mau/<str:name>", index_sets.example_file, name="index_example_file"),
    path("bo-so-lieu/<str:key>/", index_sets.one_set, name="index_set"),
    path("bo-so-lieu/<str:key>/xoa/", index_sets.remove_set, name="index_set_remove"),
]
