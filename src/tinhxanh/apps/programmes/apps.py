from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "tinhxanh.apps.programmes"
    label = "programmes"

    def ready(self) -> None:
        from tinhxanh.apps.programmes import rights

        rights.register()
