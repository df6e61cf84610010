from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in, what they may do, and where they work."""

    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Listen for people who sign in and out."""
        from accounts import sign_events  # noqa: F401 - its receivers listen
