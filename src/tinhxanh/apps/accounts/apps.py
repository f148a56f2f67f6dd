from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tinhxanh.apps.accounts"
    label = "accounts"
