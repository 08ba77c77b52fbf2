"""What is typed to change the e-mail that one signs in with."""

from typing import Any

from django.utils.translation import gettext as _

from espace_client.accounts.forms import EmailTwice


class NewEmailForm(EmailTwice):
    """The new address, twice. Pasting is allowed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Votre nouvelle adresse e-mail")
        self.fields["email"].help_text = _("Par exemple nom@exemple.fr.")
        self.fields["email_again"].label = _("La même adresse, une deuxième fois")
