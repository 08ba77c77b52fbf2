"""What advisers type about a démarche."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.accounts.staff import StaffMember
from espace_client.benefits.figures import to_the_cent
from espace_client.demarches.answers import asking_of, situation_of
from espace_client.demarches.models import Demarche
from espace_client.demarches.operations import Decision, WantedDocument
from espace_client.demarches.registry import kind_of
from espace_client.demarches.rules import Gesture
from espace_client.kernel import clock
from espace_client.ui.fields import Boxes, Choices, EurosField

_OTHER = "autre"


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"class": "ds-input", "rows": str(rows)})


class OfDemarche(forms.Form):
    """A form about one démarche. `seen` is the version of it that was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, demarche: Demarche, staff: StaffMember, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = demarche.version
        self.demarche, self.staff = demarche, staff


class AskForm(OfDemarche):
    """Everything that is missing, at once."""

    documents = forms.MultipleChoiceField(
        label=gettext_lazy("Documents de la liste"),
        help_text=gettext_lazy("Demandez tout en une fois : la personne reçoit un seul message."),
        required=False,
        widget=Boxes,
    )
    other = forms.CharField(
        label=gettext_lazy("Un autre document, hors de la liste"),
        help_text=gettext_lazy("Réservé aux superviseurs, et compté."),
        required=False,
        max_length=120,
        widget=forms.TextInput({"class": "ds-input", "autocomplete": "off"}),
    )
    why = forms.CharField(
        label=gettext_lazy("Pourquoi il est nécessaire (la personne le lit)"),
        required=False,
        max_length=300,
        widget=_area(2),
    )
    override = forms.CharField(
        label=gettext_lazy("Votre raison de le demander (elle ne la lit pas)"),
        required=False,
        max_length=300,
        widget=_area(2),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = kind_of(self.demarche.kind).pieces.asked(
            situation_of(self.demarche, on=clock.today())
        )
        documents = self.fields["documents"]
        assert isinstance(documents, forms.MultipleChoiceField)
        documents.choices = [(one.code, f"{one.label} – {one.why}") for one in asked]
        if not asked:
            del self.fields["documents"]

    def wanted(self) -> list[WantedDocument]:
        """What was chosen, once the form is valid."""
        said = self.cleaned_data
        wanted = [WantedDocument(code) for code in said.get("documents", [])]
        if said["other"]:
            wanted.append(WantedDocument(_OTHER, said["other"], said["why"], said["override"]))
        return wanted


class DecideForm(OfDemarche):
    """The answer."""

    gesture = forms.ChoiceField(
        label=gettext_lazy("Votre décision"),
        choices=[
            (Gesture.ACCEPT.value, gettext_lazy("Accepter")),
            (Gesture.ACCEPT_IN_PART.value, gettext_lazy("Accepter en partie")),
            (Gesture.REFUSE.value, gettext_lazy("Refuser")),
        ],
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez une décision.")},
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Motif du refus"),
        help_text=gettext_lazy("Nécessaire pour refuser. La personne le lit."),
        required=False,
        widget=forms.Select({"class": "ds-input"}),
    )
    sentence = forms.CharField(
        label=gettext_lazy("L’explication que la personne lira"),
        help_text=gettext_lazy(
            "Une phrase de 20 caractères au moins, sauf pour une acceptation entière."
        ),
        required=False,
        max_length=1000,
        widget=_area(4),
    )

    amount = EurosField(
        label=gettext_lazy("Montant à rembourser, en euros"),
        required=False,
        most=Decimal(100_000),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_amount()
        reason = self.fields["reason"]
        assert isinstance(reason, forms.ChoiceField)
        known = [(one.code, one.label) for one in kind_of(self.demarche.kind).reasons]
        reason.choices = [("", gettext_lazy("Aucun")), *known]

    def _offer_amount(self) -> None:
        """Of a kind that pays, what its rules find, which another amount may replace."""
        owes = kind_of(self.demarche.kind).owes
        if owes is None:
            del self.fields["amount"]
            return
        reckoned = owes(self.demarche, asking_of(self.demarche, on=clock.today()))
        self.fields["amount"].help_text = (
            _("Laissez vide pour payer le montant calculé : %(amount)s.")
            % {"amount": to_the_cent(reckoned)}
            if reckoned
            else _("Aucun montant n’est calculé : pour accepter, écrivez celui des documents.")
        )

    def decision(self) -> Decision:
        """What was decided, once the form is valid."""
        said = self.cleaned_data
        gesture = Gesture(said["gesture"])
        reason = said["reason"] if gesture is Gesture.REFUSE else ""
        return Decision(gesture, said["sentence"], reason, said.get("amount"))


class WaitForm(OfDemarche):
    """Somebody else must answer first."""

    whom = forms.CharField(
        label=gettext_lazy("De qui attendez-vous une réponse ?"),
        help_text=gettext_lazy("Par exemple : l’hôpital, la Sécurité sociale. La personne le lit."),
        max_length=120,
        error_messages={"required": gettext_lazy("Dites de qui vous attendez une réponse.")},
        widget=forms.TextInput({"class": "ds-input", "autocomplete": "off"}),
    )


class CallForm(OfDemarche):
    """A telephone call, noted."""

    words = forms.CharField(
        label=gettext_lazy("Ce qui a été dit"),
        max_length=2000,
        error_messages={"required": gettext_lazy("Écrivez ce qui a été dit.")},
        widget=_area(5),
    )
    visible = forms.BooleanField(
        label=gettext_lazy("La personne peut lire cette note dans son espace"),
        required=False,
        widget=forms.CheckboxInput({"class": "ds-input"}),
    )


class WhyForm(OfDemarche):
    """One sentence."""

    why = forms.CharField(
        label=gettext_lazy("Pourquoi ?"),
        help_text=gettext_lazy("Une phrase de 20 caractères au moins."),
        max_length=1000,
        error_messages={"required": gettext_lazy("Écrivez pourquoi.")},
        widget=_area(4),
    )


class PostedForm(forms.Form):
    """The day on which the cards of a batch left."""

    number = forms.IntegerField(widget=forms.HiddenInput)

    posted_on = forms.DateField(
        label=gettext_lazy("Postées le"),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={
            "required": gettext_lazy("Écrivez le jour, par exemple 25/03/2022."),
            "invalid": gettext_lazy("Écrivez le jour ainsi : 25/03/2022."),
        },
        widget=forms.DateInput({"class": "ds-input", "autocomplete": "off"}, format="%d/%m/%Y"),
    )


class CameBackForm(forms.Form):
    """A card that the post brought back."""

    reference = forms.CharField(
        label=gettext_lazy("Référence écrite sur l’enveloppe"),
        help_text=gettext_lazy("Par exemple EC-2022-03-7K4P-Q."),
        max_length=40,
        error_messages={"required": gettext_lazy("Écrivez la référence.")},
        widget=forms.TextInput({"class": "ds-input", "autocomplete": "off", "spellcheck": "false"}),
    )
    why = forms.CharField(
        label=gettext_lazy("Ce que la poste a coché"),
        max_length=300,
        error_messages={"required": gettext_lazy("Écrivez ce que la poste a coché.")},
        widget=forms.TextInput({"class": "ds-input", "autocomplete": "off"}),
    )
