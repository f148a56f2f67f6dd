from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "tinhxanh.apps.indicators"
    label = "indicators"

    def ready(self) -> None:
        from tinhxanh.apps.indicators import rights

        rights.register()
