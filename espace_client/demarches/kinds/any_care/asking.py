"""What the pages about any care look at: the case, whom it is for, what it would bring."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.figures import to_the_cent
from espace_client.benefits.reckoning.care import Care
from espace_client.demarches import claims
from espace_client.demarches.claim_forms import person_form
from espace_client.demarches.kinds.any_care.cares import CARES, KINDS, are_lenses, care_of
from espace_client.demarches.kinds.any_care.forms import (
    CARDS,
    PAIDS,
    PriceForm,
    day_form,
)
from espace_client.demarches.kinds.any_care.rules import (
    AUTOMATIC,
    CardRead,
    Case,
    Paid,
    Told,
    case_of,
)
from espace_client.demarches.models import Demarche
from espace_client.demarches.registry import kind_of
from espace_client.demarches.shape import Answers, Asking, Claim, Refusal, Row
from espace_client.demarches.wording import words_of
from espace_client.kernel.french import date_in_words, day_in_words
from espace_client.kernel.money import NOTHING
from espace_client.members.models import Person
from espace_client.members.queries import person_by_id
from espace_client.reimbursements.covered import Insured
from espace_client.reimbursements.models import Feed
from espace_client.reimbursements.queries import transmission_of
from espace_client.reimbursements.rules import flow_by

CODE = "any_care"
_YEAR = 12  # months


def days(asking: Asking) -> type[forms.Form]:
    """The page « jour »."""
    return day_form(asking.on)


def cared_on(asking: Asking) -> date | None:
    """The day of care."""
    return claims.answered(days, asking).get("on")


def covered(asking: Asking) -> list[Person]:
    """Who was covered on the day of care, and nobody else (product B.7)."""
    day = cared_on(asking)
    return claims.people(asking, day=day) if day else []


def who_form(asking: Asking) -> type[forms.Form]:
    """The page « pour qui »."""
    return person_form(covered(asking), _("Pour qui est ce soin ?"))


def who(asking: Asking) -> UUID | None:
    """Whose care it is: who was chosen, or the only one."""
    known = [one.pk for one in covered(asking)]
    if len(known) == 1:
        return known[0]
    chosen = asking.answers.get("person")
    return next((one for one in known if str(one) == chosen), None)


def case(asking: Asking) -> Case | None:
    """The case, once the three questions are answered."""
    answers, day, person = asking.answers, cared_on(asking), who(asking)
    if day is None or person is None or answers.get("paid") not in Paid:
        return None
    paid = Paid(answers["paid"])
    if paid is not Paid.NOTHING and answers.get("card") not in CardRead:
        return None
    card = CardRead(answers["card"]) if answers.get("card") in CardRead else CardRead.YES
    return case_of(Told(paid, card, day, is_linked(person)), on=asking.on)


def is_linked(person: UUID) -> bool:
    """Whether the Sécurité sociale sends us what it pays for that person."""
    found = transmission_of(person)
    return found is not None and found.feed == Feed.ACTIVE


def situation(asking: Asking) -> Answers:
    """The case decides which documents are asked for."""
    found = case(asking)
    return {"case": found.value} if found else {}


# --- Where there is nothing to send -------------------------------------------------------------


def stops_at_day(asking: Asking) -> Refusal | None:
    """Nobody was covered, or it is too long ago: said before anything is sent."""
    day = cared_on(asking)
    if day is None:
        return None
    if refusal := claims.too_late(asking, day):
        return refusal
    if not covered(asking):
        return Refusal(
            _("Votre contrat ne couvrait personne le %(day)s. Vérifiez la date du soin.")
            % {"day": date_in_words(day)},
            reverse("contracts:list"),
            _("Voir mes contrats"),
        )
    return None


def stops_if_nothing_was_paid(asking: Asking) -> Refusal | None:
    """We pay the professional."""
    if asking.answers.get("paid") != Paid.NOTHING:
        return None
    return Refusal(
        _("Rien à envoyer : vous n’avez rien payé. Nous payons le professionnel nous-mêmes."),
        reverse("reimbursements:list"),
        _("Voir mes remboursements"),
    )


def stops_if_it_comes_by_itself(asking: Asking) -> Refusal | None:
    """The flow is on its way: until when it is usual to wait."""
    day = cared_on(asking)
    if day is None or case(asking) is not Case.WAIT:
        return None
    return Refusal(
        _(
            "Rien à envoyer, c’est automatique : attendez le %(day)s. La Sécurité sociale nous"
            " transmet ce soin. S’il n’est pas venu ce jour-là, revenez ici."
        )
        % {"day": day_in_words(flow_by(day))},
        f"{reverse('reimbursements:feeds')}?jour={day.isoformat()}",
        _("Nous le faire surveiller à votre place"),
    )


def stops_at_lenses(asking: Asking) -> Refusal | None:
    """Those that the Sécurité sociale does not pay have a request of their own, which says at once
    what the contract gives."""
    if case(asking) is not Case.NOT_REFUNDED or not are_lenses(asking.answers.get("words") or ""):
        return None
    return Refusal(
        _(
            "Pour des lentilles, une autre demande va plus vite : elle dit tout de suite ce que"
            " votre contrat vous donne."
        ),
        reverse("demarches:start", args=[kind_of("lenses").slug]),
        _("Demander le remboursement de lentilles"),
    )


# --- What it brings -----------------------------------------------------------------------------


def kind_of_care(asking: Asking) -> CareKind | None:
    """What of a table pays it, where an answer says so: of care that the Sécurité sociale does not
    pay."""
    if case(asking) is not Case.NOT_REFUNDED:
        return None
    return KINDS.get(care_of(asking.answers))


def claim(asking: Asking) -> Claim | None:
    """What is claimed, once the person, the day and the price are known."""
    person, day = who(asking), cared_on(asking)
    price = claims.answered(lambda _asking: PriceForm, asking).get("price")
    if person is None or day is None or price is None:
        return None
    return Claim(person, day, price, kind_of_care(asking))


def amount(asking: Asking) -> Decimal | None:
    """What it would bring, where a computation can tell: of care that the Sécurité sociale does not
    pay. Otherwise an adviser reads it from the document."""
    what = claim(asking)
    if what is None or what.kind is None:
        return None
    found = claims.reckoned(asking, what, _care, kind=CODE)
    return found.amount if found else None


def _care(what: Claim, known: Insured) -> Care:
    return Care(
        on=what.on,
        price=what.price,
        base=NOTHING,
        family=Family.NOT_REFUNDED,
        kind=what.kind or CareKind.MEDICAL_FEES,
        patient=known.patient,
    )


def owes(demarche: Demarche, asking: Asking) -> Decimal:
    """The same; nothing where an adviser must say."""
    return amount(asking) or NOTHING


def worth(asking: Asking) -> Decimal | None:
    """What decides who must agree: what it would bring, or what was paid where nobody knows."""
    found, what = amount(asking), claim(asking)
    if found is not None:
        return found
    return what.price if what else None


def reckons(demarche: Demarche, asking: Asking) -> Mapping[str, Any]:
    """Before sending: what it would bring, on which account, whether it was sent before."""
    what, found, account = claim(asking), amount(asking), claims.account_of(asking)
    return {
        "account": account.last4 if account else "",
        "by_carer": asking.acting,
        "before": claims.sent_before(asking, what) if what else "",
        "amount": to_the_cent(found) if found is not None else "",
        "price": to_the_cent(what.price) if what else "",
    }


def concerns(asking: Asking) -> Sequence[UUID]:
    """Whose care it is."""
    person = who(asking)
    return [person] if person else []


def summary(asking: Asking) -> Sequence[Row]:
    """What was answered, as it is read before sending and after."""
    answers, day, person = asking.answers, cared_on(asking), who(asking)
    named = person_by_id(person) if person else None
    said = claims.answered(lambda _asking: PriceForm, asking)
    care = words_of(CARES, care_of(answers))
    rows = [
        Row(_("Date du soin"), date_in_words(day) if day else "", "jour"),
        Row(_("Pour"), str(named or ""), "pour-qui" if len(covered(asking)) > 1 else ""),
        Row(_("Payé sur place"), words_of(PAIDS, answers.get("paid")), "paiement"),
        Row(_("Carte Vitale"), words_of(CARDS, answers.get("card")), "carte-vitale"),
        Row(_("Soin"), ", ".join(filter(None, (care, answers.get("words")))), "soin"),
        Row(_("Prix payé"), to_the_cent(said["price"]) if said.get("price") else "", "montant"),
    ]
    if basic := said.get("basic"):
        rows.append(Row(_("Remboursé par la Sécurité sociale"), to_the_cent(basic), "montant"))
    return rows


def is_automatic(asking: Asking) -> bool:
    """Whether there is nothing to send."""
    return case(asking) in AUTOMATIC
