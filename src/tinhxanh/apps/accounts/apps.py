from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tinhxanh.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        from tinhxanh.apps.accounts import rights

        rights.register()
