from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "tinhxanh.apps.reports"
    label = "reports"
