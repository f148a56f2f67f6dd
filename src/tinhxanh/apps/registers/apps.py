from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "tinhxanh.apps.registers"
    label = "registers"
