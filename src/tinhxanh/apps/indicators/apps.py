from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "tinhxanh.apps.indicators"
    label = "indicators"
