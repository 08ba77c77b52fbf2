"""What stands in the variable part of an address: mine, somebody else's, and nothing at all.

A route with a variable part names one of these in its block of access_matrix.toml.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.webauthn import AttestedCredentialData

from espace_client.accounts.models import EmailChange, OpenSession, Passkey, SecondProof
from espace_client.accounts.staff import StaffMember, StaffRole
from espace_client.contracts.models import (
    CardOrder,
    Contract,
    Coverage,
    SharedCard,
)
from espace_client.kernel import clock
from espace_client.members.models import Delegation, Guardianship, Measure, Person
from espace_client.reimbursements.models import Misfit, MisfitCase, Reimbursement
from espace_client.reimbursements.simulation import VISITOR, Simulation, sealed
from tests.people import (
    account_of,
    asked_before,
    at_home,
    attachment_of,
    card_asked_again,
    card_document_of,
    card_link_of,
    certificate_of,
    enclosure_of,
    explained_line,
    helped,
    line_of_care,
    message_of,
    sent_to,
    statement_of,
    table_document_of,
)
from tests.staff import opened

NOWHERE = UUID("00000000-0000-4000-8000-000000000000")


@dataclass(frozen=True)
class Objects:
    """Three values for the variable part. `foreign` is None for what is nobody's in particular."""

    own: object
    foreign: object | None
    unknown: object


def _contract(owner: Person, stranger: Person) -> Objects:
    mine, theirs = (Contract.objects.get(holder=person).pk for person in (owner, stranger))
    return Objects(mine, theirs, NOWHERE)


def _document(owner: Person, stranger: Person) -> Objects:
    mine, theirs = (certificate_of(person).pk for person in (owner, stranger))
    return Objects(mine, theirs, NOWHERE)


def _asked(owner: Person, stranger: Person) -> Objects:
    """A request of each, made in the old portal."""
    mine, theirs = (asked_before(person).pk for person in (owner, stranger))
    return Objects(mine, theirs, NOWHERE)


def _kind(owner: Person, stranger: Person) -> Objects:
    """A kind of démarche of which each has filled in a draft, and a page of it."""
    for one in (owner, stranger):
        card_asked_again(one, send=False)
    return Objects(
        {"kind": "renvoi-carte", "page": "motif"}, None, {"kind": "rien", "page": "motif"}
    )


def _kind_with_papers(owner: Person, stranger: Person) -> Objects:
    """The same with a draft for which a document is asked."""
    for one in (owner, stranger):
        card_asked_again(one, send=False, why="wrong", line=["name"], right="Un autre prénom.")
    return Objects({"kind": "renvoi-carte"}, None, {"kind": "rien"})


def _demarche(owner: Person, stranger: Person) -> Objects:
    mine, theirs = (card_asked_again(person).pk for person in (owner, stranger))
    return Objects(mine, theirs, NOWHERE)


def _open_demarche(owner: Person, stranger: Person) -> Objects:
    """One of each that an adviser must look at."""
    mine, theirs = (card_asked_again(person, why="stolen").pk for person in (owner, stranger))
    return Objects(mine, theirs, NOWHERE)


def _attachment(owner: Person, stranger: Person) -> Objects:
    mine, theirs = (attachment_of(card_asked_again(p, why="stolen")).pk for p in (owner, stranger))
    return Objects(mine, theirs, NOWHERE)


def _desk_demarche(owner: Person, stranger: Person) -> Objects:
    """One in an open file, and one in a file that is not."""
    _file(owner, stranger)
    return _open_demarche(owner, stranger)


def _desk_gesture(owner: Person, stranger: Person) -> Objects:
    found = _desk_demarche(owner, stranger)
    return Objects(
        *({"demarche": one, "act": "decider"} for one in (found.own, found.foreign, found.unknown))
    )


def _desk_attachment(owner: Person, stranger: Person) -> Objects:
    _file(owner, stranger)
    return _attachment(owner, stranger)


def _returned_card(owner: Person, stranger: Person) -> Objects:
    """One that the post brought back."""
    order = CardOrder.objects.create(
        contract=Contract.objects.filter(coverages__person=owner)[0], person=owner, people=[],
        asked_for=NOWHERE, reference="EC-2022-03-7K4P-Q", postal_lines=["Rue"],
        ordered_at=clock.now(), settled_at=clock.now(), outcome="came_back",
    )  # fmt: skip
    return Objects(order.pk, None, NOWHERE)


def _thread(owner: Person, stranger: Person) -> Objects:
    return Objects(*(message_of(person).pk for person in (owner, stranger)), NOWHERE)


def _enclosure(owner: Person, stranger: Person) -> Objects:
    return Objects(*(enclosure_of(person).pk for person in (owner, stranger)), NOWHERE)


def _desk_thread(owner: Person, stranger: Person) -> Objects:
    _file(owner, stranger)
    return _thread(owner, stranger)


def _desk_enclosure(owner: Person, stranger: Person) -> Objects:
    _file(owner, stranger)
    return _enclosure(owner, stranger)


def _line(owner: Person, stranger: Person) -> Objects:
    """A line of care of each, with its reasons."""
    made = []
    for one in (owner, stranger):
        reference = f"R-{one.reference}-L"  # one line, however many pages are asked of it
        found = Reimbursement.objects.filter(reference=reference).first()
        made.append((found or explained_line(one, reference=reference)).pk)
    return Objects(*made, NOWHERE)


def _misfit(owner: Person, stranger: Person) -> Objects:
    """A request whose money is looked for."""
    case = MisfitCase.objects.create(
        what=Misfit.NOT_PAID, request="EC-2022-03-7K4P-Q", found_at=clock.now()
    )
    return Objects(case.pk, None, NOWHERE)


def _statement(owner: Person, stranger: Person) -> Objects:
    """A statement of care of each."""
    made = []
    for one in (owner, stranger):
        if not one.reimbursements.exists():
            line_of_care(one, reference=f"R-{one.reference}")
        made.append(statement_of(one).pk)
    return Objects(*made, NOWHERE)


def _letter(owner: Person, stranger: Person) -> Objects:
    mine, theirs = (sent_to(person).pk for person in (owner, stranger))
    return Objects(mine, theirs, NOWHERE)


def _file(owner: Person, stranger: Person) -> Objects:
    """A file that is open for everybody at the desk, and one that nobody has opened."""
    for staff in StaffMember.objects.all():
        opened(staff, owner)
    return Objects(owner.pk, stranger.pk, NOWHERE)


def _card(owner: Person, stranger: Person) -> Objects:
    # Made without NIR: whoever was given the card alone has no other.
    mine, theirs = (card_document_of(person, with_nir=False).pk for person in (owner, stranger))
    return Objects(mine, theirs, NOWHERE)


def _shared_card(owner: Person, stranger: Person) -> Objects:
    mine, theirs = (
        (SharedCard.objects.filter(person=one).first() or card_link_of(one).link).pk
        for one in (owner, stranger)
    )
    return Objects(mine, theirs, NOWHERE)


def _table(owner: Person, stranger: Person) -> Objects:
    mine, theirs = (table_document_of(person).pk for person in (owner, stranger))
    return Objects(mine, theirs, NOWHERE)


def _issued(owner: Person, stranger: Person) -> Objects:
    """A document of an open file, and one of a file that is not."""
    _file(owner, stranger)
    return _document(owner, stranger)


def _code(owner: Person, stranger: Person) -> Objects:
    """The code of a square: whoever has it may check it; a wrong one gets an answer too."""
    return Objects(certificate_of(owner).proof, None, "rien.du-tout")


def _somebody(owner: Person, stranger: Person) -> Objects:
    return Objects(owner.pk, None, NOWHERE)


def _proof(owner: Person, stranger: Person) -> Objects:
    """A second proof in an open file, and one in a file that is not."""
    _file(owner, stranger)
    return Objects(_waiting(owner).pk, _waiting(stranger).pk, NOWHERE)


def _waiting(person: Person) -> SecondProof:
    at = clock.now()
    proof, _made = SecondProof.objects.get_or_create(
        person=person,
        defaults={
            "email": "nouvelle@boite.example",
            "email_key": "nouvelle@boite.example",
            "terms_version": clock.today(),
            "asked_at": at,
            "expires_at": at + timedelta(days=45),
        },
    )
    return proof


def _blocked_address(owner: Person, stranger: Person) -> Objects:
    """An e-mail to clear up in an open file, and one in a file that is not."""
    _file(owner, stranger)
    return Objects(_blocked(owner).pk, _blocked(stranger).pk, NOWHERE)


def _blocked(person: Person) -> EmailChange:
    change, _made = EmailChange.objects.get_or_create(
        account=account_of(person),
        defaults={
            "new_email": "deja.prise@boite.example",
            "new_email_key": "deja.prise@boite.example",
            "migration": True,
            "blocked": True,
            "asked_at": clock.now(),
        },
    )
    return change


def _staff(owner: Person, stranger: Person) -> Objects:
    supervisor = StaffMember.objects.filter(role=StaffRole.SUPERVISOR).first()
    return Objects(supervisor.pk if supervisor else NOWHERE, None, NOWHERE)


def _neighbour(of: Person) -> Person:
    """Somebody outside the file, another for each."""
    made, _new = Person.objects.get_or_create(
        reference=f"AIDANT-{of.reference}",
        defaults={"birth_name": "Voisin", "first_names": "Camille", "in_file": False},
    )
    return made


def _measure(owner: Person, stranger: Person) -> Objects:
    """What protects somebody whose file is open, and somebody whose is not."""
    _file(owner, stranger)
    mine, theirs = (
        Guardianship.objects.get_or_create(
            reference=f"T-{one.reference}",
            defaults={
                "person": one, "measure": Measure.TUTELLE, "guardian_name": "Camille Voisin",
                "email": "camille.voisin@boite.example", "ruling": "TJ 22/0001",
                "start_on": date(2020, 1, 1),
            },
        )[0].pk
        for one in (owner, stranger)
    )  # fmt: skip
    return Objects(mine, theirs, NOWHERE)


def _helped(giver: Person, carer: Person) -> Delegation:
    live = Delegation.objects.filter(giver=giver, carer=carer, ended_at__isnull=True)
    return live.first() or helped(giver, carer)


def _access_given(owner: Person, stranger: Person) -> Objects:
    mine, theirs = (_helped(one, _neighbour(one)) for one in (owner, stranger))
    return Objects(mine.pk, theirs.pk, NOWHERE)


def _access_held(owner: Person, stranger: Person) -> Objects:
    mine, theirs = (_helped(_neighbour(one), one) for one in (owner, stranger))
    return Objects(mine.pk, theirs.pk, NOWHERE)


def _public(known: object, unknown: object) -> Callable[[Person, Person], Objects]:
    return lambda owner, stranger: Objects(known, None, unknown)


def _session(owner: Person, stranger: Person) -> Objects:
    """A session of each, that neither of them uses to ask."""
    mine, theirs = (
        OpenSession.objects.create(
            account=account_of(one), session_key=f"elsewhere-{one.pk}"[:40], label="Safari sur Mac",
            opened_at=clock.now(), last_seen_at=clock.now(),
        ).pk
        for one in (owner, stranger)
    )  # fmt: skip
    return Objects(mine, theirs, NOWHERE)


def _device(owner: Person, stranger: Person) -> Objects:
    for one in (owner, stranger):
        at_home(Client(), one)
    mine, theirs = (account_of(one).devices.get().pk for one in (owner, stranger))
    return Objects(mine, theirs, NOWHERE)


def _passkey(owner: Person, stranger: Person) -> Objects:
    """A key that its owner alone is asked about; before that, everybody shows a step-up."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    credential = AttestedCredentialData.create(bytes(16), b"of the matrix", public)
    key = Passkey.objects.create(
        account=account_of(owner), credential_id=credential.credential_id,
        credential=bytes(credential), label="Clé",
        added_at=clock.now(),
    )  # fmt: skip
    return Objects(key.pk, None, NOWHERE)


def _simulation(owner: Person, stranger: Person, **answered: Any) -> Objects:
    """The choice of an act, for themselves, in the space of each."""
    mine, theirs = (
        sealed(Simulation(Coverage.objects.get(person=one).pk.hex, **answered), owner=str(one.pk))
        for one in (owner, stranger)
    )
    return Objects(mine, theirs, "x" * len(theirs))  # the page of an error repeats it


def _answered_simulation(owner: Person, stranger: Person) -> Objects:
    return _simulation(owner, stranger, act="HBLD734", answers={"price": "539.00"})


def _sample_simulation(owner: Person, stranger: Person) -> Objects:
    return Objects(sealed(Simulation(), owner=VISITOR), None, "x" * 60)


FACTORIES: dict[str, Callable[[Person, Person], Objects]] = {
    "contract": _contract,
    "document": _document,
    "asked": _asked,
    "kind": _kind,
    "kind_with_papers": _kind_with_papers,
    "demarche": _demarche,
    "open_demarche": _open_demarche,
    "attachment": _attachment,
    "desk_demarche": _desk_demarche,
    "desk_gesture": _desk_gesture,
    "desk_attachment": _desk_attachment,
    "returned_card": _returned_card,
    "thread": _thread,
    "enclosure": _enclosure,
    "desk_thread": _desk_thread,
    "desk_enclosure": _desk_enclosure,
    "line": _line,
    "misfit": _misfit,
    "statement": _statement,
    "letter": _letter,
    "file": _file,
    "access_given": _access_given,
    "measure": _measure,
    "issued": _issued,
    "card": _card,
    "table": _table,
    "code": _code,
    "shared_card": _shared_card,
    "access_held": _access_held,
    "somebody": _somebody,
    "proof": _proof,
    "staff": _staff,
    "blocked_address": _blocked_address,
    "terms": _public(date(2022, 3, 24), date(1999, 1, 1)),
    "text_size": _public("grand", "enorme"),
    "function": _public("debit_day", "sweepstake"),
    "number_shape": _public("autre-forme", "neuf-lettres"),
    # A link that nobody issued; those that somebody did are tried in accounts/tests.
    "session": _session,
    "simulation": _simulation,
    "answered_simulation": _answered_simulation,
    "sample_simulation": _sample_simulation,
    "device": _device,
    "passkey": _passkey,
    "act": _public("change_email", "sweepstake"),
    "token": _public("A" * 43, "x"),
}
