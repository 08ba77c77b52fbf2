"""The fields that the forms of the simulator share."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.benefits.acts.examples import Example
from espace_client.benefits.law.values import Confidence
from espace_client.kernel.periods import years_after
from espace_client.reimbursements.questions import BOTH, SIDES, one_of
from espace_client.reimbursements.situations import NO, UNKNOWN, YES, Situation
from espace_client.ui.fields import Boxes, Choices, DayField

MOST_EUROS = Decimal(20_000)  # above, a comma was forgotten
ANSWERS = ((YES, gettext_lazy("Oui")), (NO, gettext_lazy("Non")))
NOT_SURE = (UNKNOWN, gettext_lazy("Je ne sais pas"))
CHOOSE = {"required": gettext_lazy("Choisissez une réponse.")}
_YEARS_AHEAD = 1  # beyond, nobody knows the contract nor the tariffs: invented
_SITUATIONS = {
    Situation.LOCAL: gettext_lazy("Elle dépend du régime local d’Alsace-Moselle"),
    Situation.INVALID: gettext_lazy("Elle reçoit une pension d’invalidité"),
    Situation.WAR: gettext_lazy("Elle reçoit une pension militaire d’invalidité"),
}


def choice(label: Any, help_text: Any = "") -> forms.ChoiceField:
    """Oui, Non, or Je ne sais pas."""
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=(*ANSWERS, NOT_SURE),
        widget=Choices,
        error_messages=CHOOSE,
    )


def optam(label: Any) -> forms.ChoiceField:
    """Whether a doctor moderates their prices."""
    hint = "Il a alors signé un accord avec la Sécurité sociale. Son secrétariat vous le dit."
    return choice(label, gettext_lazy(hint))


def whole(label: Any) -> forms.ChoiceField:
    """Whether it is for a long-term illness."""
    return choice(label, gettext_lazy("La Sécurité sociale vous l’a écrit, si c’est le cas."))


def care_day(label: Any) -> DayField:
    """A day that is past or to come; nothing is today."""
    hint = gettext_lazy(
        "Laissez vide pour aujourd’hui. Nous comptons avec les chiffres de ce jour."
    )
    return DayField(label=label, help_text=hint, required=False)


def day_of_care(day: date | None, *, today: date) -> date | None:
    """That day, if it is another one. Raises ValidationError when it is too far ahead."""
    last = years_after(today, _YEARS_AHEAD)
    if day and day > last:
        raise ValidationError(
            _(
                "C’est trop loin : personne ne connaît ces tarifs. Choisissez un jour des douze"
                " mois à venir."
            )
        )
    return day if day != today else None


def doubt_of(example: Example) -> str:
    """« inventé », or « à vérifier », before the price of an example; nothing where it is sure."""
    said = {Confidence.INVENTED: _(" inventé"), Confidence.CHECK: _(", à vérifier")}
    return said.get(example.price.confidence, "")


def situation() -> forms.MultipleChoiceField:
    """What is true of the person; its choices depend on the care."""
    return forms.MultipleChoiceField(
        label=gettext_lazy("La personne soignée (facultatif)"),
        help_text=gettext_lazy("Cochez ce qui est vrai. Sinon, laissez vide."),
        required=False,
        widget=Boxes,
    )


def situation_choices(asked: Iterable[Situation]) -> list[tuple[str, str]]:
    """Those that matter, in plain words."""
    return [(one.value, str(_SITUATIONS[one])) for one in asked]


def rare_initial(answers: Mapping[str, str], situation: str) -> dict[str, Any]:
    """What the rare questions were answered, as the fields want it."""
    day = date.fromisoformat(answers["on"]) if "on" in answers else None
    typed = f"{day.day:02d}/{day.month:02d}/{day.year}" if day else None
    return {"day": typed, "situation": [one for one in situation.split(",") if one]}


def rare_answers(cleaned: Mapping[str, Any]) -> dict[str, str]:
    """What the rare questions say, as the address of a simulation carries it. The situation is said
    even where it is empty: it may have been unticked."""
    day = cleaned.get("day")
    given = {"on": day.isoformat()} if day else {}
    if "situation" in cleaned:
        given["situation"] = ",".join(sorted(cleaned["situation"]))
    return given


class SideWords(NamedTuple):
    """How an ear or an eye is asked about."""

    label: str
    hint: str
    choices: tuple[tuple[str, Any], ...]


def side_words(unit: str) -> SideWords:
    """Of the unit « oreilles », or « yeux »."""
    one = one_of(unit)
    if unit == "yeux":
        label, right, left = _("Pour quel œil ?"), _("Œil droit"), _("Œil gauche")
    else:
        label, right, left = _("Pour quelle oreille ?"), _("Oreille droite"), _("Oreille gauche")
    named = ((SIDES[0], right), (SIDES[1], left), (BOTH, _("Les deux")), NOT_SURE)
    hint = _("Votre contrat compte chaque %(one)s à part.") % {"one": one}
    return SideWords(label, hint, named)
