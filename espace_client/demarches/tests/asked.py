"""Démarches as their owner sends them, for the tests of the room."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from espace_client.accounts.staff import StaffMember
from espace_client.demarches import operations as op
from espace_client.demarches.models import Demarche
from espace_client.demarches.operations import Decision, WantedDocument
from espace_client.demarches.rules import Gesture
from espace_client.documents.models import ReceivedDocument, Scan
from espace_client.documents.receipts import seal_of
from espace_client.documents.received import DepositedFile, sealed_given
from espace_client.kernel import actors, clock
from espace_client.kernel.actors import Actor
from espace_client.members.models import Person

ROBOT = actors.robot("un essai")
NO = Decision(Gesture.REFUSE, "Votre contrat ne prévoit rien pour cela.", "not_covered")
YES = Decision(Gesture.ACCEPT)


def given(person: Person, name: str = "facture.pdf") -> ReceivedDocument:
    """A document in the space of *person*, as a deposit leaves it."""
    key = uuid.uuid4()
    digest = seal_of(key.bytes)
    return ReceivedDocument.objects.create(
        id=key,
        person=person.pk,
        given_sealed=sealed_given([DepositedFile(name, 3, digest)], document=key),
        media_type="application/pdf",
        sha256=digest,
        size=3,
        data_key=b"",
        content=b"",
        scan=Scan.CLEAN,
        received_at=clock.now(),
    )


@dataclass
class Asked:
    """A démarche, and what its owner and an adviser do with it, now."""

    person: Person
    adviser: StaffMember
    amount: str = "20"
    place: str = "here"
    demarche: Demarche = field(init=False)

    @property
    def me(self) -> Actor:
        return actors.member(person=self.person.pk, name=str(self.person))

    @property
    def now(self) -> datetime:
        return clock.now()

    def begin(self) -> "Asked":
        self.demarche = op.begin(kind="made_up", person=self.person.pk, actor=self.me, at=self.now)
        answers = {"amount": self.amount, "place": self.place}
        op.write(demarche=self.demarche, answers=answers, actor=self.me, at=self.now)
        return self

    def give(self, code: str = "invoice") -> "Asked":
        documents = [given(self.person)]
        op.attach(
            demarche=self.demarche, documents=documents, code=code, actor=self.me, at=self.now
        )
        return self

    def send(self) -> "Asked":
        op.send(demarche=self.demarche, actor=self.me, at=self.now)
        return self.again()

    def again(self) -> "Asked":
        self.demarche.refresh_from_db()
        return self

    def take(self, by: StaffMember | None = None) -> "Asked":
        op.take(demarche=self.demarche, actor=(by or self.adviser).at_desk, at=self.now)
        return self.again()

    def ask(self, *wanted: WantedDocument, by: StaffMember | None = None) -> "Asked":
        op.ask_documents(
            demarche=self.demarche,
            wanted=wanted or [WantedDocument("invoice")],
            actor=(by or self.adviser).at_desk,
            at=self.now,
        )
        return self.again()

    def answer(self, code: str = "invoice", documents: Sequence[ReceivedDocument] = ()) -> "Asked":
        op.give_documents(
            demarche=self.demarche,
            documents=documents or [given(self.person)],
            code=code,
            actor=self.me,
            at=self.now,
        )
        return self.again()

    def decide(self, decision: Decision = YES, by: StaffMember | None = None) -> "Asked":
        op.decide(
            demarche=self.demarche,
            decision=decision,
            actor=(by or self.adviser).at_desk,
            at=self.now,
        )
        return self.again()

    def contest(self) -> "Asked":
        op.contest(
            demarche=self.demarche, why="Le montant de la facture n’est pas le bon.",
            actor=self.me, at=self.now,
        )  # fmt: skip
        return self.again()

    def withdraw(self) -> "Asked":
        op.withdraw(demarche=self.demarche, actor=self.me, at=self.now)
        return self.again()

    @property
    def told(self) -> list[str]:
        """What happened, in order."""
        return list(self.demarche.events.values_list("what", flat=True))
