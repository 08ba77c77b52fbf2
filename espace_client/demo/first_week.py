"""A first working week of the portal: four invented people and an adviser do what anybody can do,
by the same verbs, on the days of that week. Whoever looks at the demo then finds a queue to answer,
money that has left, a refusal that is contested, messages. Chosen on the guide, never by itself.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageDraw

from espace_client.accounts import operations as accounts
from espace_client.accounts.models import ActivationLink
from espace_client.accounts.queries import account_of_person, staff_with_email
from espace_client.conversations import operations as conversations
from espace_client.conversations.models import Subject
from espace_client.conversations.operations import Written
from espace_client.demarches import operations as demarches
from espace_client.demarches.deciding import Decision
from espace_client.demarches.models import Demarche
from espace_client.demarches.operations import WantedDocument
from espace_client.demarches.papers import wanted_by
from espace_client.demarches.rules import Gesture
from espace_client.demo import demo_clock
from espace_client.demo.models import FirstWeek
from espace_client.demo.payments import payment_file, stray_file
from espace_client.demo.staff import MEMBERS_PASSWORD, STAFF
from espace_client.documents.legal import terms_on
from espace_client.documents.operations import receive
from espace_client.documents.uploading import as_given
from espace_client.kernel.actors import Actor, robot, visitor
from espace_client.kernel.clock import PARIS, date_in_paris
from espace_client.kernel.working_days import working_days_after
from espace_client.members.models import Person
from espace_client.members.queries import holder_of_number
from espace_client.reimbursements.operations import watch_flow

_CENTRE = robot("le centre de paiement")
_LAST_YEAR = 2022  # of the tables that the invented contracts have
_DAYS = 5
_OPENS_AT, _MINUTES = 9, 7


@dataclass(frozen=True, slots=True)
class Part:
    """One of the four: their number, and what the week brought them."""

    number: str
    happened: Promise


ELOISE, ROLAND, CLAIRE, MATHIEU = "48203365", "48213042", "48211026", "48212034"
PARTS = (
    Part(ELOISE, gettext_lazy("Ses lentilles sont payées. Elle attend une réponse à son message.")),
    Part(
        ROLAND,
        gettext_lazy(
            "Il doit renvoyer un document qui ne se lit pas. Pour sa chambre particulière, un"
            " second conseiller doit confirmer."
        ),
    ),
    Part(CLAIRE, gettext_lazy("Sa consultation est payée, et elle a une réponse à son message.")),
    Part(
        MATHIEU,
        gettext_lazy(
            "Sa séance d’ostéopathie est refusée : il conteste, et fait une réclamation. Sa carte"
            " est commandée."
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Week:
    """Its days: working day 0 is the one on which it begins."""

    begins: datetime

    def day(self, number: int) -> date:
        """The working day of that number."""
        return working_days_after(date_in_paris(self.begins), number)

    def at(self, number: int, minutes: int = 0) -> datetime:
        """A moment of the morning of that day; of the first one, from its beginning on."""
        past = timedelta(minutes=minutes)
        if not number:
            return self.begins + past
        return datetime.combine(self.day(number), time(_OPENS_AT), PARIS) + past


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of the four, in their space."""

    person: Person
    actor: Actor
    week: Week

    def asks(self, kind: str, answers: Mapping[str, Any], *, on: int) -> Demarche:
        """Fill in a request, give the documents that it wants, and send it."""
        at = self.week.at(on)
        doing: dict[str, Any] = {"actor": self.actor, "at": at}
        draft = demarches.begin(kind=kind, person=self.person.pk, **doing)
        draft = demarches.write(demarche=draft, answers=answers, **doing)
        for one in wanted_by(draft, on=date_in_paris(at)):
            if not one.piece.needed:
                continue
            words = f"{one.piece.label}, {draft.reference}"
            paper = as_given(f"{one.piece.code}.jpg", _photograph(words))
            kept = receive(files=[paper], person=self.person.pk, **doing).kept
            demarches.attach(demarche=draft, documents=kept, code=one.piece.code, **doing)
        draft.refresh_from_db()
        return demarches.send(demarche=draft, **doing)


def can_begin(now: datetime) -> bool:
    """Whether that week can be lived from *now* on: once, after the opening, while the tables of
    the invented contracts run."""
    opens_on = settings.INSURER.functions["requests"].opens_on
    today = date_in_paris(now)
    ahead = opens_on is not None and opens_on <= today and today.year <= _LAST_YEAR
    return ahead and not FirstWeek.objects.exists() and _everybody_is_there()


@dataclass(frozen=True, slots=True)
class Shown:
    """That week as the guide tells it: whether it may begin, whether it is over, and then who lived
    it, with the addresses that open their accounts."""

    may_begin: bool
    is_over: bool
    people: tuple[tuple[Person, Promise], ...]
    password: str = MEMBERS_PASSWORD


def shown(*, at: datetime) -> Shown:
    """What the guide says of it at that moment."""
    if not FirstWeek.objects.exists():
        return Shown(can_begin(at), False, ())
    people = [(holder_of_number(part.number), part.happened) for part in PARTS]
    return Shown(False, True, tuple((one, what) for one, what in people if one))


@transaction.atomic
def live(*, at: datetime) -> None:
    """Let it pass, from *at* on; it is that hour again five working days later. Twice is once, and
    all of it or nothing."""
    _week, begins = FirstWeek.objects.get_or_create(id=1, defaults={"began_at": at})
    if not begins:
        return
    week = Week(at)
    adviser = staff_with_email(STAFF[0].email)
    assert adviser is not None, "hire-demo-staff comes first"
    eloise, roland, claire, mathieu = (_opens(part.number, week) for part in PARTS)
    _money_leaves(eloise, claire, mathieu, adviser.at_desk, week)
    _somebody_must_act(roland, adviser.at_desk, week)
    _people_write(eloise, claire, mathieu, adviser.at_desk, week)
    demo_clock.set_to(datetime.combine(week.day(_DAYS), at.astimezone(PARIS).time(), PARIS))


def _everybody_is_there() -> bool:
    """A demo with few members may lack some, and whoever has opened an account keeps it. One that
    came over with its old number is no hindrance."""
    people = [holder_of_number(part.number) for part in PARTS]
    hired = staff_with_email(STAFF[0].email) is not None
    return hired and all(one and _can_open(one) for one in people)


def _can_open(person: Person) -> bool:
    account = account_of_person(person.pk)
    return account is None or not (account.is_active or account.is_closed)


def _opens(number: str, week: Week) -> Somebody:
    """Ask for an account with what stands on the card, follow the link, choose a password."""
    person = holder_of_number(number)
    assert person is not None
    identity = accounts.TypedIdentity(
        number, person.birth_name, person.first_names, person.birth_date, person.email
    )
    asked = accounts.ask_for_account(
        identity=identity, terms_version=terms_on(week.day(0)).effective_on,
        source="la démonstration", actor=visitor(), at=week.at(0),
    )  # fmt: skip
    accounts.answer_request(request_id=asked.pk, actor=robot("la réponse"), at=week.at(0))
    link = ActivationLink.objects.get(account__person=person, used_at=None, killed_at=None)
    account = accounts.activate_account(
        link=link, password=MEMBERS_PASSWORD, actor=visitor(), at=week.at(0, _MINUTES)
    )
    return Somebody(person, account.actor, week)


def _money_leaves(
    eloise: Somebody, claire: Somebody, mathieu: Somebody, adviser: Actor, week: Week
) -> None:
    """Two are paid, one is refused and contested; a line of the payment file fits nothing."""
    eloise.asks("lenses", {
        "person": str(eloise.person.pk), "refunded": "no", "sold": "optician",
        "seller": "Optique inventée", "what": "monthly", "left": "2", "right": "2", "price": "94",
        "given_back": "", "invoice": "wearer", **_day("on", week.day(0) - timedelta(days=9)),
        **_day("prescribed", week.day(0) - timedelta(days=200)),
    }, on=0)  # fmt: skip
    paid = claire.asks("any_care", {
        **_care(claire, week, days_ago=51), "card": "no", "care": "consultation", "price": "60",
        "basic": "16,50",
    }, on=0)  # fmt: skip
    refused = mathieu.asks("any_care", {
        **_care(mathieu, week, days_ago=6), "card": "not_refunded", "care": "gentle_medicine",
        "words": "ostéopathe", "price": "55", "basic": "",
    }, on=0)  # fmt: skip
    by_adviser: dict[str, Any] = {"actor": adviser, "at": week.at(1)}
    accepted = Decision(Gesture.ACCEPT, amount=Decimal("7.50"))
    demarches.decide(demarche=paid, decision=accepted, **by_adviser)
    why = _("Votre table ne paie pas les médecines douces : la ligne dit « Non couvert ».")
    no = Decision(Gesture.REFUSE, why, "not_in_contract")
    demarches.decide(demarche=refused, decision=no, **by_adviser)
    for name, content in (
        ("virements-du-matin.csv", payment_file(at=week.at(2))),
        ("virements-du-soir.csv", stray_file(mathieu.person, at=week.at(2))),
    ):
        demarches.take_payment_file(name=name, content=content, actor=_CENTRE, at=week.at(2))
    demarches.contest(
        demarche=refused, why=_("Mon ancien contrat les payait, et personne ne m’a prévenu."),
        actor=mathieu.actor, at=week.at(3),
    )  # fmt: skip


def _somebody_must_act(roland: Somebody, adviser: Actor, week: Week) -> None:
    """The member, for a document that cannot be read; a second adviser, for what is above the
    amount that two decide."""
    unread = roland.asks("any_care", {
        **_care(roland, week, days_ago=40), "card": "no", "care": "dental", "words": "couronne",
        "price": "480", "basic": "84",
    }, on=3)  # fmt: skip
    dear = roland.asks("any_care", {
        **_care(roland, week, days_ago=30), "card": "not_refunded", "care": "hospital",
        "words": "chambre particulière", "price": "540", "basic": "",
    }, on=2)  # fmt: skip
    by_adviser: dict[str, Any] = {"actor": adviser, "at": week.at(4)}
    demarches.take(demarche=unread, **by_adviser)
    given = unread.attachments.get()
    demarches.judge_document(
        attachment=given, readable=False, why=_("Le bas de la page est coupé."), **by_adviser
    )
    wanted = [WantedDocument(given.code)]
    demarches.ask_documents(demarche=unread, wanted=wanted, **by_adviser)
    amount = Decimal("420.00")
    why = _("La facture compte six nuits : votre table en paie soixante-dix euros chacune.")
    part = Decision(Gesture.ACCEPT_IN_PART, why, amount=amount)
    demarches.decide(demarche=dear, decision=part, **by_adviser)


def _people_write(
    eloise: Somebody, claire: Somebody, mathieu: Somebody, adviser: Actor, week: Week
) -> None:
    """A message that is answered, one that waits, a complaint, a card, care that is watched."""
    asked = conversations.write(
        written=Written(Subject.BENEFICIARIES, _("Ma fille est-elle couverte par les deux contrats"
                                                 " de ses parents ?")),
        person=claire.person, actor=claire.actor, at=week.at(1),
    )  # fmt: skip
    conversations.answer(
        thread=asked, words=_("Oui : le contrat de sa mère d’abord, celui de son père pour le"
                              " reste. Vous n’avez rien à faire."),
        actor=adviser, at=week.at(2),
    )  # fmt: skip
    mathieu.asks("card_again", {
        "contract": "", "why": "lost", "same_address": "yes", "telephone": "",
        "people": [str(mathieu.person.pk)],
    }, on=3)  # fmt: skip
    complaint = conversations.write(
        written=Written(Subject.GUARANTEES, _("Personne ne m’a dit que les médecines douces"
                                              " n’étaient plus payées. C’est inadmissible.")),
        person=mathieu.person, actor=mathieu.actor, at=week.at(4),
    )  # fmt: skip
    conversations.complain(thread=complaint, actor=mathieu.actor, at=week.at(4, _MINUTES))
    conversations.write(
        written=Written(Subject.CARD, _("Ma pharmacie dit que ma carte ne passe pas. Que faire ?")),
        person=eloise.person, actor=eloise.actor, at=week.at(4),
    )  # fmt: skip
    seen = week.day(2)
    watch_flow(person=eloise.person, cared_on=seen, actor=eloise.actor, at=week.at(4))


def _care(one: Somebody, week: Week, *, days_ago: int) -> dict[str, str]:
    """What is answered alike of each care: whose, when, that all of it was paid."""
    on = week.day(0) - timedelta(days=days_ago)
    return {"person": str(one.person.pk), "paid": "all", "words": "", **_day("on", on)}


def _day(name: str, on: date) -> dict[str, str]:
    """A day as its three fields send it."""
    parts = {"day": on.day, "month": on.month, "year": on.year}
    return {f"{name}_{part}": str(number) for part, number in parts.items()}


def _photograph(words: str) -> bytes:
    """A page with these words on every line, as a photograph; it says that it is invented."""
    made = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(made)
    for line in range(60, 1700, 48):
        draw.text((50, line), f"Document inventé : {words}", fill="black", font_size=26)
    written = io.BytesIO()
    made.save(written, "JPEG")
    return written.getvalue()
