from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "tinhxanh.apps.programmes"
    label = "programmes"
