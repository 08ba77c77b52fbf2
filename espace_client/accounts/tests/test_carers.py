"""Giving an access, taking it, using it, ending it: by mail and by letter."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from espace_client.accounts import operations
from espace_client.accounts.finding_carers import what_carers_did
from espace_client.accounts.models import Account, AccountState, Act
from espace_client.accounts.operations import WantedAccess
from espace_client.accounts.staff import StaffMember
from espace_client.accounts.step_ups import NeedsStepUp
from espace_client.accounts.tests.journey import last_secret
from espace_client.accounts.throttle import TooManyTries
from espace_client.audit.models import Entry
from espace_client.contracts.models import Contract
from espace_client.delivery.models import Parcel, Via
from espace_client.kernel import clock as times
from espace_client.kernel.actors import robot
from espace_client.members.models import Delegation, Guardianship, Measure, Person
from espace_client.members.permissions import Right, may
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.print_shop import PrintShop
from tests.people import PASSWORD, account_of, acting, at_home, helped, signed_in, stepped_up
from tests.staff import at_desk, opened

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I4.14")]
CARER = "camille.voisin@boite.example"
type RunJobs = Callable[[], None]


def link_in(text: str, part: str) -> str:
    """The path of the link of a message."""
    (found,) = {word for word in text.split() if part in word and word.startswith("http")}
    return "/" + found.split("/", 3)[3]


def give(
    client: CheckedClient, giver: Person, *, email: str = CARER, rights: tuple[str, ...] = ("card",)
) -> Delegation:
    """The four pages, as *giver*."""
    signed_in(client, giver)
    way = {"way": "email", "email": email} if email else {"way": "letter"}
    page = client.get("/aidants/donner")
    answer = client.send(page, first_name="Camille", last_name="Voisin", **way)
    assert answer.url == "/aidants/donner/fonctions"
    answer = client.send(client.get(answer.url), rights=list(rights))
    assert answer.url == "/aidants/donner/duree"
    answer = client.send(client.get(answer.url), months="6")
    assert answer.url == "/aidants/donner/verifier"
    stepped_up(client, giver, Act.DELEGATE)
    answer = client.send(client.get(answer.url))
    assert answer.url == "/aidants/donner/fait"
    assert client.get(answer.url).page.h1 == "L’invitation est prête"
    return Delegation.objects.get(giver=giver, ended_at__isnull=True)


def open_link(client: CheckedClient, run_jobs: RunJobs) -> None:
    """The link of the last invitation, in another browser."""
    run_jobs()
    sent = [str(one.body) for one in mail.outbox if "/aidants/invitation/" in str(one.body)]
    answer = client.get(link_in(sent[-1], "/aidants/invitation/"))
    assert answer.url == "/aidants/invitation"


def become_carer(client: CheckedClient) -> None:
    """From the invitation to the open account, with a name and a password."""
    page = client.get("/aidants/invitation/compte")
    answer = client.send(page, first_name="Camille", last_name="Voisin", terms=True)
    assert answer.url == "/activer"
    answer = client.send(client.get(answer.url), password=PASSWORD)
    assert answer.url == "/bienvenue"
    assert client.get(answer.url).page.link("Voir qui j’aide")


def events_of(person: Person) -> list[str]:
    found = Entry.objects.filter(person=person.pk).order_by("id")
    return [one.event.removeprefix("accounts.") for one in found]


def test_by_mail_to_somebody_outside_the_file(
    client: CheckedClient, other_client: CheckedClient, odette: Person, run_jobs: RunJobs
) -> None:
    access = give(client, odette, rights=("card", "documents"))
    assert access.rights == ["card", "documents"]
    assert (access.start_on, access.end_on) == (date(2022, 3, 24), date(2022, 9, 24))
    other_client.may_see = frozenset({"odette"})
    open_link(other_client, run_jobs)
    page = other_client.get("/aidants/invitation").page
    assert page.h1 == f"Voulez-vous aider {odette} ?"
    assert "jusqu’au 24 septembre 2022" in page.text
    become_carer(other_client)
    carer = Person.objects.get(in_file=False)
    account = Account.objects.get(person=carer)
    assert (account.state, account.email) == (AccountState.ACTIVE, CARER)
    assert may(carer.pk, Right.CARD, odette.pk, on=times.today())
    assert not may(carer.pk, Right.CONTRACTS, odette.pk, on=times.today())
    # Home leads to whom they help: they have no space of their own.
    assert other_client.get("/accueil").url == "/aidants"
    text = other_client.get("/aidants").page.text
    assert "Donner un accès" not in text
    assert "Mes contrats" not in text
    assert other_client.get("/aidants/donner").status_code == 404
    page = other_client.get("/aidants")
    answer = other_client.send(page, action="/j-aide/")
    assert answer.url == "/accueil"
    text = other_client.get("/accueil").page.text
    assert "Vous êtes dans l’espace de" in text
    assert "Sa carte" in text
    assert "Ses contrats" not in text
    assert other_client.get("/mes-documents").status_code == 200
    assert other_client.get("/mes-contrats").status_code == 404
    # Her history, and the log of that access, in plain words; once a day.
    other_client.get("/mes-documents")
    assert events_of(odette).count("carer_read") == 2
    log = client.get(f"/aidants/acces/{access.pk}").page.text
    assert "Camille Voisin a regardé la liste de vos documents." in log
    assert "Camille Voisin a ouvert votre espace." in log


def test_each_step_is_told_to_both(
    client: CheckedClient, other_client: CheckedClient, odette: Person, run_jobs: RunJobs
) -> None:
    give(client, odette)
    other_client.may_see = frozenset({"odette"})
    open_link(other_client, run_jobs)
    become_carer(other_client)
    page = client.get(f"/aidants/acces/{Delegation.objects.get().pk}")
    client.send(page, action="/terminer")
    run_jobs()
    mine = account_of(odette).email
    told = [(one.to[0], one.subject) for one in mail.outbox]
    assert [subject for to, subject in told if to == mine] == [
        "Vous proposez un accès à votre espace",
        "Votre accès d’aidant est accepté",
        "Un accès à votre espace est terminé",
    ]
    assert [subject for to, subject in told if to == CARER][
        -1
    ] == "Votre accès d’aidant est terminé"
    assert events_of(odette)[-6:].count("access_ended") == 1


def test_the_link_serves_once_and_for_24_hours(
    client: CheckedClient, other_client: CheckedClient, odette: Person, run_jobs: RunJobs,
    clock: Clock,
) -> None:  # fmt: skip
    give(client, odette)
    other_client.may_see = frozenset({"odette"})
    open_link(other_client, run_jobs)
    clock.advance(hours=24)
    assert other_client.get("/aidants/invitation").status_code == 410
    assert other_client.get("/aidants/invitation/compte").status_code == 410
    # Sent again: the new one works, the old one is dead.
    first = next(str(one.body) for one in mail.outbox if one.to == [CARER])
    signed_in(client, odette)
    client.send(client.get(f"/aidants/acces/{Delegation.objects.get().pk}"), action="/renvoyer")
    open_link(other_client, run_jobs)
    become_carer(other_client)
    again = CheckedClient()
    again.may_see = frozenset({"odette"})
    again.get(link_in(first, "/aidants/invitation/"))
    assert again.get("/aidants/invitation").status_code == 410
    open_link(again, run_jobs)
    assert again.get("/aidants/invitation").status_code == 410


def test_an_invitation_leaves_once_a_minute_and_six_times_a_day(
    client: CheckedClient, odette: Person, clock: Clock
) -> None:
    access = give(client, odette)
    account = account_of(odette)

    def again() -> None:
        operations.invite_again(
            access=Delegation.objects.get(pk=access.pk), account=account, actor=account.actor,
            at=clock.now,
        )  # fmt: skip

    with pytest.raises(operations.UnableToGiveAccess):
        again()
    for _ in range(5):
        clock.advance(seconds=60)
        again()
    clock.advance(hours=23)
    with pytest.raises(TooManyTries):
        again()
    clock.advance(hours=1)
    again()


def test_a_member_takes_it_with_the_account_they_have(
    client: CheckedClient, other_client: CheckedClient, odette: Person, paul: Person,
    run_jobs: RunJobs,
) -> None:  # fmt: skip
    give(client, odette)
    other_client.may_see = frozenset({"odette", "paul", "marie_louise"})
    open_link(other_client, run_jobs)
    assert (
        "/connexion?next=/aidants/invitation"
        in other_client.get("/aidants/invitation").content.decode()
    )
    signed_in(other_client, paul)
    open_link(other_client, run_jobs)
    other_client.may_see = frozenset({"odette", "paul", "marie_louise"})
    page = other_client.get("/aidants/invitation")
    assert "Vous répondez avec le compte de Paul" in page.page.text
    assert other_client.send(page, button="Oui, j’accepte").url == "/aidants"
    assert Delegation.objects.get().carer == paul
    assert other_client.get("/accueil").status_code == 200  # his own space, as before
    assert Person.objects.filter(in_file=False).count() == 0


def test_nobody_takes_an_access_to_oneself(
    client: CheckedClient, odette: Person, run_jobs: RunJobs
) -> None:
    give(client, odette)
    open_link(client, run_jobs)
    page = client.send(client.get("/aidants/invitation"), button="Oui, j’accepte")
    assert page.status_code == 422
    assert "votre propre espace" in page.page.text


def test_no_is_said_with_one_button(
    client: CheckedClient, other_client: CheckedClient, odette: Person, run_jobs: RunJobs
) -> None:
    give(client, odette)
    other_client.may_see = frozenset({"odette"})
    open_link(other_client, run_jobs)
    answer = other_client.send(other_client.get("/aidants/invitation"))
    assert answer.url == "/aidants/invitation/refusee"
    assert Delegation.objects.get().ending == "declined"
    assert other_client.get("/aidants/invitation").status_code == 410
    run_jobs()
    assert mail.outbox[-1].subject == "Un accès à votre espace est terminé"


def letter_code() -> str:
    """The code of the last letter, read as its owner reads it."""
    return last_secret("accounts.carer_code", "code")


def test_by_letter_to_her_own_address(
    client: CheckedClient,
    other_client: CheckedClient,
    odette: Person,
    run_jobs: RunJobs,
    print_shop: PrintShop,
) -> None:
    access = give(client, odette, email="")
    parcel = Parcel.objects.get(via=Via.LETTER)
    assert parcel.person == odette.pk
    assert parcel.postal_lines
    code = letter_code()
    other_client.may_see = frozenset({"odette"})
    page = other_client.get("/aidants/code")
    wrong = other_client.send(page, code="2345-6789-ABCD")
    assert wrong.status_code == 422
    answer = other_client.send(other_client.get("/aidants/code"), code=code.lower())
    assert answer.url == "/aidants/invitation"
    page = other_client.get("/aidants/invitation/compte")
    twice = {"email": CARER, "email_again": CARER}
    answer = other_client.send(page, first_name="Camille", last_name="Voisin", terms=True, **twice)
    assert answer.url == "/aidants/invitation/message"
    run_jobs()
    (sent,) = [one for one in mail.outbox if one.to == [CARER]]
    answer = other_client.get(link_in(str(sent.body), "/activer/"))
    answer = other_client.send(other_client.get(answer.url), code=code, password=PASSWORD)
    assert answer.status_code == 302, answer.page.text
    assert answer.url == "/bienvenue"
    access.refresh_from_db()
    assert access.carer is not None
    assert access.accepted_at is not None
    assert not access.carer.in_file
    # The paper serves once.
    again = other_client.send(other_client.get("/aidants/code"), code=code)
    assert again.status_code == 422


def take_by_paper(client: CheckedClient, code: str, email: str) -> object:
    """From the code on paper to the mail that leaves to *email*."""
    client.may_see = frozenset({"odette"})
    client.send(client.get("/aidants/code"), code=code)
    page = client.get("/aidants/invitation/compte")
    said = {"first_name": "Camille", "last_name": "Voisin", "email": email, "terms": True}
    wrong = client.send(page, **said, email_again="autre@boite.example")
    assert wrong.status_code == 422
    return client.send(page, **said, email_again=email)


def test_a_mistyped_address_opens_nothing_to_whoever_reads_it(
    client: CheckedClient, other_client: CheckedClient, odette: Person, run_jobs: RunJobs,
    print_shop: PrintShop,
) -> None:  # fmt: skip
    access = give(client, odette, email="")
    code, wrong = letter_code(), "camile.voisin@boite.example"
    take_by_paper(other_client, code, wrong)
    run_jobs()
    access.refresh_from_db()
    assert access.accepted_at is None
    stranger = CheckedClient()
    stranger.may_see = frozenset({"odette"})
    (sent,) = [one for one in mail.outbox if one.to == [wrong]]
    link = link_in(str(sent.body), "/activer/")
    page = stranger.get(stranger.get(link).url)
    for typed in ("2345-6789-ABCD", ""):
        refused = stranger.send(page, code=typed, password=PASSWORD)
        assert refused.status_code == 422
        assert refused.page.error("code")
    assert stranger.get("/accueil").status_code == 302
    # Nobody is told of an access that nobody has.
    assert "Votre accès d’aidant est accepté" not in [one.subject for one in mail.outbox]
    # Camille comes again with her paper; the link that went astray is dead.
    assert take_by_paper(other_client, code, CARER).url == "/aidants/invitation/message"
    assert stranger.get(stranger.get(link).url).status_code == 410
    run_jobs()
    (sent,) = [one for one in mail.outbox if one.to == [CARER]]
    page = other_client.get(other_client.get(link_in(str(sent.body), "/activer/")).url)
    assert other_client.send(page, code=code, password=PASSWORD).url == "/bienvenue"
    access.refresh_from_db()
    assert access.accepted_at is not None
    assert Person.objects.filter(in_file=False).count() == 1
    assert Account.objects.get(person=access.carer).email == CARER


def test_the_code_of_another_paper_does_not_open_the_link(
    client: CheckedClient, other_client: CheckedClient, odette: Person, paul: Person,
    run_jobs: RunJobs, print_shop: PrintShop, clock: Clock,
) -> None:  # fmt: skip
    access = give(client, odette, email="")
    take_by_paper(other_client, letter_code(), CARER)
    run_jobs()
    clock.advance(minutes=1)
    give(client, paul, email="")
    (sent,) = [one for one in mail.outbox if one.to == [CARER]]
    page = other_client.get(other_client.get(link_in(str(sent.body), "/activer/")).url)
    assert other_client.send(page, code=letter_code(), password=PASSWORD).status_code == 422
    access.refresh_from_db()
    assert access.accepted_at is None


def test_a_paper_sends_six_mails_a_day_at_most(
    client: CheckedClient, other_client: CheckedClient, odette: Person, run_jobs: RunJobs,
    print_shop: PrintShop,
) -> None:  # fmt: skip
    give(client, odette, email="")
    code = letter_code()
    for number in range(6):
        answer = take_by_paper(other_client, code, f"camille{number}@boite.example")
        assert answer.status_code == 302
    assert take_by_paper(other_client, code, CARER).status_code == 422


def test_a_letter_tells_nobody_whether_an_address_is_known(
    client: CheckedClient, other_client: CheckedClient, odette: Person, paul: Person,
    marie_louise: Person, run_jobs: RunJobs, print_shop: PrintShop,
) -> None:  # fmt: skip
    """Two accounts use the mailbox: the page says the same, and nothing leaves."""
    shared = account_of(paul).email
    account_of(marie_louise, email=shared)
    give(client, odette, email="")
    other_client.may_see = frozenset({"odette"})
    other_client.send(other_client.get("/aidants/code"), code=letter_code())
    page = other_client.get("/aidants/invitation/compte")
    answer = other_client.send(
        page,
        first_name="Camille",
        last_name="Voisin",
        email=shared,
        email_again=shared,
        terms=True,
    )
    assert answer.url == "/aidants/invitation/message"
    run_jobs()
    assert [one for one in mail.outbox if one.to == [shared]] == []


def wanted(**said: object) -> WantedAccess:
    usual = {
        "carer_name": "Camille Voisin", "carer_email": CARER, "rights": frozenset({Right.CARD}),
        "end_on": date(2022, 9, 24),
    }  # fmt: skip
    return WantedAccess(**{**usual, **said})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "said",
    [
        {"end_on": date(2022, 3, 23)},
        {"end_on": date(2023, 3, 25)},
        {"rights": frozenset()},
        {"carer_email": ""},  # no printer here
    ],
)
def test_what_makes_no_sense_is_refused(
    client: CheckedClient, odette: Person, said: dict[str, object]
) -> None:
    account = account_of(odette)
    with pytest.raises(operations.UnableToGiveAccess):
        operations.give_access(
            account=account, wanted=wanted(**said), step_up=None, actor=account.actor,
            at=times.now(),
        )  # fmt: skip
    assert not Delegation.objects.exists()


def test_nothing_is_given_without_the_password_and_a_code_again(odette: Person) -> None:
    account = account_of(odette)
    with pytest.raises(NeedsStepUp):
        operations.give_access(
            account=account, wanted=wanted(), step_up=None, actor=account.actor, at=times.now()
        )
    assert not Delegation.objects.exists()
    assert not Parcel.objects.exists()


def test_the_carer_gives_it_back(
    client: CheckedClient, odette: Person, paul: Person, run_jobs: RunJobs
) -> None:
    access = helped(odette, paul)
    account_of(odette)
    signed_in(client, paul)
    client.may_see = frozenset({"paul", "marie_louise", "odette"})
    client.send(client.get("/aidants"), action="/terminer")
    access.refresh_from_db()
    assert access.ending == "carer"
    assert "Vous n’aidez personne" in client.get("/aidants").page.text


def test_one_returns_to_one_s_own_space(
    client: CheckedClient, odette: Person, paul: Person
) -> None:
    acting(client, paul, helped(odette, paul))
    client.may_see = client.may_see | {"marie_louise"}
    page = client.get("/accueil")
    assert page.page.h1 == f"L’espace de {odette}"
    assert client.send(page, action="/revenir").url == "/aidants"
    assert client.get("/accueil").page.h1 == f"Bonjour {paul.salutation}"


def test_what_a_carer_asks_for_is_hers_and_signed_by_the_carer(
    client: CheckedClient, odette: Person, paul: Person
) -> None:
    acting(client, paul, helped(odette, paul, Right.DOCUMENTS))
    page = client.get("/attestation-affiliation")
    answer = client.send(page, purpose="employeur", when="aujourdhui")
    assert answer.status_code == 302, answer.page.text
    assert client.get(answer.url).status_code == 200
    issued = Entry.objects.filter(person=odette.pk, actor_person=paul.pk)
    assert issued.filter(actor=str(paul)).exists()
    client.send(client.get("/accueil"), action="/revenir")
    assert client.get(answer.url).status_code == 404


def test_whoever_opens_their_reimbursements_reads_first_what_that_shows(
    client: CheckedClient, odette: Person, paul: Person
) -> None:
    signed_in(client, odette)
    page = client.get("/aidants/donner")
    client.send(page, first_name="Camille", last_name="Voisin", way="email", email=CARER)
    told = client.get("/aidants/donner/fonctions").page.text
    assert "voir ce qui vous reste de vos garanties, et estimer un remboursement" in told
    acting(client, paul, helped(odette, paul, Right.REIMBURSEMENTS))
    contract = Contract.objects.get(holder=odette)
    assert "votre relevé annuel, soin par soin" in told
    for shown in (
        f"/ce-qu-il-vous-reste/{contract.pk}", "/simulateur", "/releve-des-remboursements",
    ):  # fmt: skip
        assert client.get(shown).status_code == 200


def test_the_night_notes_what_its_date_has_closed(
    odette: Person, paul: Person, salah: Person, clock: Clock, run_jobs: RunJobs
) -> None:
    for person in (odette, paul, salah):
        account_of(person)
    lapsed = helped(odette, paul, end_on=date(2022, 3, 31))
    goes_on = helped(odette, salah)
    clock.set("2022-04-01T02:15")
    operations.end_past_accesses(actor=robot("la nuit"), at=clock.now)
    lapsed.refresh_from_db()
    goes_on.refresh_from_db()
    assert (lapsed.ending, goes_on.ending) == ("lapsed", "")
    run_jobs()
    assert {one.to[0] for one in mail.outbox} == {
        account_of(odette).email, account_of(paul).email,
    }  # fmt: skip


def test_a_death_ends_it_and_nobody_writes_to_the_dead(
    odette: Person, paul: Person, clock: Clock, run_jobs: RunJobs
) -> None:
    access = helped(odette, paul)
    account_of(odette)
    account_of(paul)
    Person.objects.filter(pk=odette.pk).update(died_on=date(2022, 4, 2))
    clock.set("2022-04-03T02:15")
    operations.end_past_accesses(actor=robot("la nuit"), at=clock.now)
    access.refresh_from_db()
    assert access.ending == "deceased"
    run_jobs()
    assert [one.to[0] for one in mail.outbox] == [account_of(paul).email]


def test_the_protected_person_does_not_end_what_a_judge_decided(
    odette: Person, paul: Person
) -> None:
    measure = Guardianship.objects.create(
        reference="T-1", person=odette, measure=Measure.TUTELLE, guardian_name="Paul Guérin",
        ruling="TJ 22/0001", start_on=date(2020, 1, 1),
    )  # fmt: skip
    access = helped(odette, paul, guardianship=measure, end_on=None)
    account = account_of(odette)
    with pytest.raises(operations.UnableToEndAccess):
        operations.end_access(access=access, account=account, actor=account.actor, at=times.now())
    mine = account_of(paul)
    operations.end_access(access=access, account=mine, actor=mine.actor, at=times.now())
    access.refresh_from_db()
    assert access.ending == "carer"


@pytest.fixture
def tutelle(odette: Person) -> Guardianship:
    """Somebody whom a judge named for Odette."""
    return Guardianship.objects.create(
        reference="T-1", person=odette, measure=Measure.TUTELLE, guardian_name="Camille Voisin",
        email=CARER, ruling="TJ 22/0001", start_on=date(2020, 1, 1), end_on=date(2022, 6, 30),
    )  # fmt: skip


@pytest.mark.promise("2.4")
def test_a_guardian_is_let_in_from_the_open_file(
    client: CheckedClient, other_client: CheckedClient, odette: Person, tutelle: Guardianship,
    claire: StaffMember, run_jobs: RunJobs, clock: Clock,
) -> None:  # fmt: skip
    at_desk(client, claire)
    opened(claire, odette)
    client.may_see = frozenset({"odette"})
    page = client.get(f"/conseillers/dossiers/{odette.pk}")
    assert client.send(page, action="/acces").status_code == 302
    assert "Une invitation part" in client.get(f"/conseillers/dossiers/{odette.pk}").page.text
    other_client.may_see = frozenset({"odette"})
    open_link(other_client, run_jobs)
    become_carer(other_client)
    carer = Person.objects.get(in_file=False)
    assert all(may(carer.pk, right, odette.pk, on=times.today()) for right in Right)
    other_client.send(other_client.get("/aidants"), action="/j-aide/")
    assert other_client.get("/mes-garanties").status_code == 200
    # The measure ends at midnight in Paris, and the access with it.
    clock.set("2022-06-30T23:59:59")
    assert may(carer.pk, Right.CARD, odette.pk, on=clock.today)
    clock.advance(seconds=1)
    assert not may(carer.pk, Right.CARD, odette.pk, on=clock.today)


@pytest.mark.promise("2.4")
@pytest.mark.parametrize("what", ["no e-mail", "over", "dead", "let in already", "not an adviser"])
def test_a_guardian_is_not_let_in(
    odette: Person, paul: Person, tutelle: Guardianship, claire: StaffMember, what: str
) -> None:
    actor = claire.at_desk
    if what == "no e-mail":
        tutelle.email = ""
    elif what == "over":
        tutelle.end_on = date(2022, 3, 23)
    elif what == "dead":
        tutelle.person.died_on = date(2022, 3, 1)
    elif what == "let in already":
        helped(odette, paul, guardianship=tutelle, end_on=None)
    else:
        actor = robot("personne")
    with pytest.raises(operations.UnableToOpenForGuardian):
        operations.open_for_guardian(guardianship=tutelle, actor=actor, at=times.now())
    assert not Parcel.objects.filter(notice="accounts.carer_invited").exists()


def test_signing_in_leads_back_to_the_invitation(
    client: CheckedClient, other_client: CheckedClient, odette: Person, paul: Person,
    run_jobs: RunJobs,
) -> None:  # fmt: skip
    give(client, odette)
    other_client.may_see = frozenset({"odette", "paul", "marie_louise"})
    open_link(other_client, run_jobs)
    at_home(other_client, paul)
    page = other_client.get("/connexion?next=/aidants/invitation")
    answer = other_client.send(page, email=account_of(paul).email, password=PASSWORD)
    assert answer.url == "/aidants/invitation"
    answer = other_client.send(other_client.get(answer.url), button="Oui, j’accepte")
    assert answer.url == "/aidants"
    assert Delegation.objects.get().carer == paul


def test_the_log_tells_what_the_carer_did_and_not_what_left_by_itself(
    client: CheckedClient, odette: Person, paul: Person
) -> None:
    access = helped(odette, paul)
    acting(client, paul, access)
    client.get("/mes-contrats")
    client.get("/mes-contrats")
    lines = [line.sentence for line in what_carers_did(access)]
    assert lines == [f"{paul} a regardé vos contrats."]


def test_an_adviser_reads_the_file_of_a_carer(
    client: CheckedClient, claire: StaffMember, odette: Person
) -> None:
    """Somebody outside the file has no card, no contract and no date of birth."""
    carer = Person.objects.create(
        reference="AIDANT-1", birth_name="Voisin", first_names="Camille", in_file=False
    )
    helped(odette, carer)
    at_desk(client, claire)
    opened(claire, carer)
    assert client.get(f"/conseillers/dossiers/{carer.pk}").status_code == 200


def test_a_page_in_another_s_space_costs_few_queries(
    client: CheckedClient, odette: Person, paul: Person
) -> None:
    acting(client, paul, helped(odette, paul))
    client.get("/mes-contrats")
    with CaptureQueriesContext(connection) as asked:
        client.get("/mes-contrats")
    # session, account, access, may, the page itself, read already today
    queries = [query["sql"][:80] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(queries) == 6, queries
