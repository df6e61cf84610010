from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in, what they may do, and where they work."""

    name = "accounts"
    verbose_name = "Accounts"
