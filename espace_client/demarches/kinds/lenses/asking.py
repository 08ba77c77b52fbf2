"""What the pages about lenses look at: who wears them, what is left, the prescription we hold."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.figures import to_the_cent
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.remaining import NO_LIMIT, remaining
from espace_client.demarches import claims
from espace_client.demarches.answers import asking_of
from espace_client.demarches.claim_forms import person_form
from espace_client.demarches.claims import Reckoned
from espace_client.demarches.kinds.lenses.forms import (
    INVOICES,
    REFUNDED,
    SOLD,
    WHATS,
    PriceForm,
    bought_form,
    prescription_form,
)
from espace_client.demarches.kinds.lenses.rules import (
    Circumstances,
    Invoice,
    Refunded,
    What,
    accepted_alone,
    age_on,
    last_day_of_prescription,
)
from espace_client.demarches.models import Demarche
from espace_client.demarches.shape import Asking, Claim, Refusal, Row
from espace_client.demarches.wording import words_of
from espace_client.kernel.french import date_in_words
from espace_client.kernel.money import NOTHING
from espace_client.members.models import Person
from espace_client.members.queries import person_by_id
from espace_client.reimbursements.covered import Insured
from espace_client.reimbursements.law_in_force import law
from espace_client.reimbursements.queries import born

CODE = "lenses"


def wearers(asking: Asking) -> list[Person]:
    """Who may wear them: whoever the contracts cover, or have covered. One query."""
    return claims.people(asking)


def who_form(asking: Asking) -> type[forms.Form]:
    """The page « pour qui »."""
    return person_form(wearers(asking), _("Qui porte ces lentilles ?"))


def bought(asking: Asking) -> type[forms.Form]:
    """The page « achat »."""
    return bought_form(asking.on)


def prescribed(asking: Asking) -> type[forms.Form]:
    """The page « ordonnance »."""
    return prescription_form(asking.on)


def wearer(asking: Asking) -> UUID | None:
    """Who wears them: who was chosen, or the only one."""
    chosen = asking.answers.get("person")
    known = [one.pk for one in wearers(asking)]
    if len(known) == 1:
        return known[0]
    return next((one for one in known if str(one) == chosen), None)


def bought_on(asking: Asking) -> date | None:
    """The day of the invoice."""
    return claims.answered(bought, asking).get("on")


def claim(asking: Asking) -> Claim | None:
    """What is claimed, once the person, the day and the price are known: the price less what the
    seller gave back."""
    who, on = wearer(asking), bought_on(asking)
    said = claims.answered(lambda _asking: PriceForm, asking)
    price = said.get("price")
    if who is None or on is None or price is None:
        return None
    paid = price - (said.get("given_back") or NOTHING)
    return Claim(who, on, paid, CareKind.LENSES_NOT_REFUNDED)


def _care(what: Claim, known: Insured) -> Care:
    return Care(
        on=what.on,
        price=what.price,
        base=NOTHING,
        family=Family.NOT_REFUNDED,
        kind=CareKind.LENSES_NOT_REFUNDED,
        patient=known.patient,
    )


def reckoned(asking: Asking) -> Reckoned | None:
    """What it would bring, what was accepted and is not yet paid counted."""
    found = claim(asking)
    return claims.reckoned(asking, found, _care, kind=CODE) if found else None


def amount(asking: Asking) -> Decimal | None:
    """The same in euros: what decides who must agree."""
    found = reckoned(asking)
    return found.amount if found else None


def owes(demarche: Demarche, asking: Asking) -> Decimal:
    """What an acceptance brings; nothing where nobody knows."""
    return amount(asking) or NOTHING


# --- Where there is nothing to send -------------------------------------------------------------


def stops_if_refunded(asking: Asking) -> Refusal | None:
    """What the Sécurité sociale reimburses comes by itself (LE7)."""
    if asking.answers.get("refunded") != Refunded.YES:
        return None
    return Refusal(
        _(
            "Rien à envoyer : la Sécurité sociale nous transmet ces lentilles, et nous payons la"
            " suite. Si rien n’est venu dix jours ouvrés après l’achat, écrivez-nous."
        ),
        reverse("conversations:write"),
        _("Nous écrire"),
    )


def stops_at_purchase(asking: Asking) -> Refusal | None:
    """Before the cover, after it, or too long ago: said before anything is sent."""
    on, who = bought_on(asking), wearer(asking)
    if on is None or who is None:
        return None
    if refusal := claims.too_late(asking, on):
        return refusal
    if who not in {one.pk for one in claims.people(asking, day=on)}:
        named = person_by_id(who)
        return Refusal(
            _("Votre contrat ne couvrait pas %(who)s le %(day)s. Vérifiez la date.")
            % {"who": named, "day": date_in_words(on)},
            reverse("contracts:list"),
            _("Voir mes contrats"),
        )
    return None


def stops_if_expired(asking: Asking) -> Refusal | None:
    """A prescription that was over on the day of the purchase, or that came after it."""
    written = claims.answered(prescribed, asking).get("prescribed")
    on, who = bought_on(asking), wearer(asking)
    if written is None or on is None or who is None:
        return None
    if written > on:
        return Refusal(
            _("Cette ordonnance est d’après l’achat. Il faut celle qui valait le %(day)s.")
            % {"day": date_in_words(on)}
        )
    last = ends_on(who, written)
    if on <= last:
        return None
    return Refusal(
        _("Cette ordonnance valait jusqu’au %(last)s. Il en faut une autre pour le %(day)s.")
        % {"last": date_in_words(last), "day": date_in_words(on)}
    )


# --- The prescription, given once ---------------------------------------------------------------


def ends_on(person: UUID, written: date) -> date:
    """The last day of a prescription written on that day, for who it is (LE4)."""
    found = person_by_id(person)
    assert found is not None
    figures = law()
    adult = figures.value("prescription.child.age", written).amount
    is_child = age_on(born(found.birth_date), written) < adult
    years = figures.value("prescription.lenses" + (".child" if is_child else ""), written).amount
    return last_day_of_prescription(written, years=years)


def held_until(asking: Asking) -> date | None:
    """Until when a prescription that was given before is still good on the day of the purchase;
    None without any. An adviser has read it: only those of accepted requests count."""
    who, on = wearer(asking), bought_on(asking)
    if who is None or on is None:
        return None
    for one in claims.first_given(asking, CODE, "prescription", about=who):
        written = claims.answered(prescribed, asking_of(one, on=asking.on)).get("prescribed")
        if written is not None and written <= on <= ends_on(who, written):
            return ends_on(who, written)
    return None


def wants_prescription(asking: Asking) -> bool:
    """Whether it must be given: once, and again after its end."""
    return bought_on(asking) is not None and held_until(asking) is None


# --- What is read -------------------------------------------------------------------------------


def gauge(demarche: Demarche, asking: Asking) -> Mapping[str, Any]:
    """Before sending: the whole of the year, what is used, what is left, what it would bring."""
    what, found = claim(asking), reckoned(asking)
    account = claims.account_of(asking)
    shown: dict[str, Any] = {
        "account": account.last4 if account else "",
        "by_carer": asking.acting,
        "before": claims.sent_before(asking, what) if what else "",
    }
    if what is None or found is None:
        return {**shown, "gauge": None}
    care = _care(what, found.insured)
    line = found.insured.cover.line_for(care)
    left = NO_LIMIT
    if line is not None:
        left = remaining(
            line, care.patient.who, on=what.on, used=found.used, law=law(),
            cover=found.insured.cover, part="",
        )  # fmt: skip
    whole, rest = left.euros_in_all, left.euros
    return {
        **shown,
        "gauge": {
            "year": what.on.year,
            "price": to_the_cent(what.price),
            "amount": to_the_cent(found.amount),
            "nothing": not found.amount,
            "covered": line is not None,
            "whole": to_the_cent(whole) if whole is not None else "",
            "used": to_the_cent(whole - rest) if whole is not None and rest is not None else "",
            "rest": to_the_cent(rest) if rest is not None else "",
            "share": _share(rest, whole),
        },
    }


def _share(rest: Decimal | None, whole: Decimal | None) -> str:
    return f"{rest * 100 / whole:.1f}" if whole and rest is not None else "0"


def concerns(asking: Asking) -> Sequence[UUID]:
    """Who wears them."""
    who = wearer(asking)
    return [who] if who else []


def accepts(asking: Asking) -> bool:
    """Whether automation accepts it."""
    what, found = claim(asking), reckoned(asking)
    if what is None or found is None:
        return False
    return accepted_alone(
        Circumstances(
            amount=found.amount,
            below=settings.INSURER.requests.accepted_alone_below.get(CODE, NOTHING),
            refunded=Refunded(asking.answers["refunded"]),
            what=What(asking.answers["what"]),
            invoice=Invoice(asking.answers["invoice"]),
            readable=claims.readable(asking),
            sent_before=bool(claims.sent_before(asking, what)),
            has_account=claims.account_of(asking) is not None,
        )
    )


def told(asking: Asking) -> str:
    """What goes with an acceptance."""
    found = reckoned(asking)
    paid = {"amount": to_the_cent(found.amount) if found else ""}
    return _("Vos lentilles sont remboursées selon votre forfait : %(amount)s.") % paid


def summary(asking: Asking) -> Sequence[Row]:
    """What was answered, as it is read before sending and after."""
    answers, who, on = asking.answers, wearer(asking), bought_on(asking)
    rows = []
    named = person_by_id(who) if who else None
    several = len(wearers(asking)) > 1
    rows.append(Row(_("Pour"), str(named or ""), "pour-qui" if several else ""))
    refunded = words_of(REFUNDED, answers.get("refunded"))
    rows.append(Row(_("Sécurité sociale"), refunded, "securite-sociale"))
    rows.append(Row(_("Achetées le"), date_in_words(on) if on else "", "achat"))
    seller = f"{answers.get('seller', '')} ({words_of(SOLD, answers.get('sold')).lower()})"
    rows.append(Row(_("Vendeur"), seller, "achat"))
    rows.append(Row(_("Quoi"), _boxes(asking), "lentilles"))
    what = claim(asking)
    rows.append(Row(_("Payé"), to_the_cent(what.price) if what else "", "montant"))
    rows.append(Row(_("Facture"), words_of(INVOICES, answers.get("invoice")), "montant"))
    written = claims.answered(prescribed, asking).get("prescribed")
    if held := held_until(asking):
        until = _("déjà donnée, bonne jusqu’au %(day)s") % {"day": date_in_words(held)}
        rows.append(Row(_("Ordonnance"), until, ""))
    elif written:
        rows.append(Row(_("Ordonnance du"), date_in_words(written), "ordonnance"))
    return rows


def _boxes(asking: Asking) -> str:
    said = [words_of(WHATS, asking.answers.get("what"))]
    left, right = asking.answers.get("left"), asking.answers.get("right")
    if left:
        said.append(_("œil gauche : %s") % left)
    if right:
        said.append(_("œil droit : %s") % right)
    return ", ".join(said)
