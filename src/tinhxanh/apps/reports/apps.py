from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "tinhxanh.apps.reports"
    label = "reports"

    def ready(self) -> None:
        from tinhxanh.apps.reports import rights

        rights.register()
