"""What is typed on the public pages. Forms speak; they save nothing."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.delivery.rules import PREFIX
from espace_client.kernel.references import typed_reference


def _code_box() -> forms.TextInput:
    return forms.TextInput(
        {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false",
         "class": "ds-input"}
    )  # fmt: skip


class ReferenceForm(forms.Form):
    """The reference of a message, as it is printed in it."""

    reference = forms.CharField(
        label=gettext_lazy("La référence du message"),
        help_text=gettext_lazy(
            "Par exemple MS-7K4P-9QXC. Elle est à la fin d’un e-mail, et en haut d’un courrier."
        ),
        max_length=60,
        error_messages={
            "required": gettext_lazy("Écrivez la référence du message."),
            "max_length": gettext_lazy("C’est trop long. Écrivez la référence seule."),
        },
        widget=_code_box(),
    )

    def clean_reference(self) -> str:
        reference = typed_reference(self.cleaned_data["reference"], prefix=PREFIX)
        if not reference:
            raise ValidationError(
                _(
                    "Une référence commence par MS et continue par 8 lettres ou chiffres. Sans"
                    " référence, appelez-nous."
                ),
                code="invalid",
            )
        return reference


class DocumentNumberForm(forms.Form):
    """The number of a document, as it is printed on it."""

    number = forms.CharField(
        label=gettext_lazy("Le numéro du document"),
        help_text=gettext_lazy("Par exemple AT-7K4P-9QXC. Il est en haut et au pied du document."),
        max_length=60,
        error_messages={
            "required": gettext_lazy("Écrivez le numéro du document."),
            "max_length": gettext_lazy("C’est trop long. Écrivez le numéro seul."),
        },
        widget=_code_box(),
    )

    def clean_number(self) -> str:
        number = typed_reference(self.cleaned_data["number"])
        if not number:
            raise ValidationError(
                _(
                    "Un numéro a 2 lettres, puis 8 lettres ou chiffres, sans 0, 1, I, L, O ni U."
                    " Relisez-le sur le document."
                ),
                code="invalid",
            )
        return number
