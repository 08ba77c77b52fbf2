"""What a kind of démarche declares: its form, its documents, its promise, its rules, its effects.

A kind is one folder under `kinds/`, found by itself, never listed by hand
(docs/how-to-add-a-demarche.md). The engine knows this shape and no kind.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.demarches.pieces import Pieces
from espace_client.demarches.rules import State, Turn
from espace_client.kernel.actors import Actor

if TYPE_CHECKING:
    from espace_client.demarches.models import Demarche

type Words = str | Promise
type Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asking, on which day, with what was answered so far: all that a page of a kind may
    look at. Answers are what was typed, by the name under which the page sent it: a text, or a list
    of texts where several were chosen. Putting them into the page's form again gives the same."""

    person: UUID
    on: date
    answers: Answers
    acting: bool = False
    """A carer is filling it in."""
    demarche: UUID | None = None
    """Which one, once it was begun."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a démarche that pays is about: the care of whom, on which day, at what price in euros,
    of which kind, None where nobody knows. Two that are alike may be the same invoice."""

    person: UUID
    on: date
    price: Decimal
    kind: CareKind | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something cannot be asked for now, and what to do instead. `leads_to` is the address of
    the page that helps, with the words of its link."""

    sentence: str
    leads_to: str = ""
    link: Words = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One question on one page. `form` gives the class of its form for who is asking. A page that
    is not `asked` is passed over."""

    slug: str
    title: Words
    form: Callable[[Asking], type[forms.Form]]
    asked: Callable[[Asking], bool] = lambda asking: True
    hint: Words = ""
    template: str = ""
    """A template of the kind that shows more than the fields, before them: it reads `shown`."""
    shows: Callable[[Asking], Mapping[str, Any]] = lambda asking: {}
    stops: Callable[[Asking], Refusal | None] = lambda asking: None
    """Why there is nothing to send after that answer: the page says so, and goes no further."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the summary before sending, and of the detail after. Value as it is read; the
    page that corrects it."""

    label: Words
    value: str
    page: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers to a question that a step asks, and what it does."""

    code: str
    label: Words
    does: Callable[["Demarche", Actor, datetime], None]


@dataclass(frozen=True, slots=True)
class Question:
    """What a step asks of the member, who must act then: « L’avez-vous reçue ? »."""

    words: Words
    answers: Sequence[Answer]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the kind's own, which stands for one state of the engine: « à l’impression ».

    `label` and `next` (what comes after, in one sentence) may hold the facts of the step by their
    names, `%(batch)s`; a fact that is a day is written in words. `turn` is who must act, where that
    is not whoever the state says.
    """

    code: str
    label: Words
    state: State
    next: Words = ""
    turn: Turn | None = None
    asks: Question | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason that an adviser may refuse for, as the member reads it."""

    code: str
    label: Words


type Effect = Callable[["Demarche", Answers, Actor, datetime], None]


def _nothing(demarche: "Demarche", answers: Answers, actor: Actor, at: datetime) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of démarche.

    `function` is the insurer's function whose opening date it follows. `promise` is how many
    working days the answer may take, `invented` if nobody's figure but ours. `may_begin` says why
    somebody cannot ask now, or None. `summary` writes what was answered. `concerns` names whom it
    is about, `amount` what it is worth in euros where that decides who must agree. `accepts` may
    accept at once, and never refuses. `accepted` and the other effects happen in the transaction
    of the gesture; `told` is the sentence that goes with an acceptance.
    """

    code: str
    slug: str
    """Of its address: « renvoi-carte »."""
    label: Words
    purpose: Words
    """One sentence under its name in the list: what it is for."""
    function: str
    promise: int
    pages: Sequence[Page]
    summary: Callable[[Asking], Sequence[Row]]
    pieces: Pieces
    reasons: Sequence[Reason]
    steps: Sequence[Step] = ()
    beforehand: Callable[[Asking, Mapping[str, str]], Answers] = lambda asking, address: {}
    """What the address that led there answers already: of which line of care, say."""
    may_begin: Callable[[Asking], Refusal | None] = lambda asking: None
    may_send: Callable[[Asking], Refusal | None] = lambda asking: None
    concerns: Callable[[Asking], Sequence[UUID]] = lambda asking: ()
    amount: Callable[[Asking], Decimal | None] = lambda asking: None
    accepts: Callable[[Asking], bool] = lambda asking: False
    may_stop: Callable[["Demarche"], bool] = lambda demarche: False
    """Whether what was accepted can still be withdrawn: nothing has left our hands."""
    told: Callable[[Asking], str] = lambda asking: ""
    sent: Effect = _nothing
    accepted: Effect = _nothing
    ended: Effect = _nothing
    """It was withdrawn, refused or dropped: what was begun for it stops."""
    situation: Callable[[Asking], Answers] = lambda asking: {}
    """What follows from the answers and counts for which documents are asked for; beside them."""
    claim: Callable[[Asking], Claim | None] = lambda asking: None
    """Of a kind that pays: what is claimed, once enough was answered."""
    owes: Callable[["Demarche", Asking], Decimal] | None = None
    """For a kind that pays: the euros that an acceptance brings, on the day of `asking`."""
    reckoned: str = ""
    """A template of the kind for the summary before sending, given what `reckons` says."""
    reckons: Callable[["Demarche", Asking], Mapping[str, Any]] = lambda demarche, asking: {}
    before: str = ""
    """A template of the kind for the page before the first question: what helps at once."""
    beside: str = ""
    """A template of the kind for its own part of the detail, given `demarche` and `own`."""
    own: Callable[["Demarche", Answers, date], Mapping[str, Any]] = field(
        default=lambda demarche, answers, on: {}
    )
    """What `beside` shows."""

    def step(self, code: str) -> Step:
        """The step of that code. An unknown code is a programming error: KeyError."""
        return {step.code: step for step in self.steps}[code]

    def page(self, slug: str) -> Page | None:
        """The page of that address."""
        return next((page for page in self.pages if page.slug == slug), None)
