from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "tinhxanh.apps.registers"
    label = "registers"

    def ready(self) -> None:
        from tinhxanh.apps.registers import rights

        rights.register()
