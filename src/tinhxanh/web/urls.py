"""All addresses of the platform."""

from django.urls import include, path

urlpatterns = [path("tai-khoan/", include("allauth.urls"))]
