from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "espace_client.accounts"

    def ready(self) -> None:
        from espace_client.accounts import middleware
        from espace_client.accounts import permissions as _declares_a_source_of_rights  # noqa: F401
        from espace_client.ui.sessions import moved

        # The trail and the list of sessions say when somebody came; no third place does.
        user_logged_in.disconnect(dispatch_uid="update_last_login")
        user_logged_in.connect(middleware.begin_session, dispatch_uid="begin_session")
        moved.connect(middleware.follow_session, dispatch_uid="follow_session")
