"""NIR, IBAN and old hashes: sealed before PostgreSQL sees them, kept when nothing changed."""

import logging

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import Copy

from espace_client.accounts.models import LegacyLogin
from espace_client.consents.models import Consent
from espace_client.members.models import BankAccount, Person
from espace_client.portfolio.tests.conftest import Export
from espace_client.portfolio.tests.digest import clear_text
from espace_client.portfolio.wording import lines_of
from tests.bench.pages import CheckedClient
from tests.old_portal import OLD_PASSWORD, wrap_all_now

pytestmark = pytest.mark.django_db
PEOPLE, ACCOUNTS, LOGINS = "personnes.csv", "comptes.csv", "identifiants.csv"
NIR = "269054958815780"  # computed, of nobody
IBAN = "FR7630006000011234567890189"  # the example of the bank's own documentation
MD5 = "5f4dcc3b5aa765d61d8327deb882cf99"


def _with_secrets(export: Export) -> None:
    export.set(PEOPLE, 2, "nir", NIR)
    export.set(ACCOUNTS, 2, "iban", IBAN)
    export.set(LOGINS, 2, "schema", "md5")
    export.set(LOGINS, 2, "empreinte", MD5)


def _person() -> Person:
    return Person.objects.get(reference="P48201937")


def test_what_was_sealed_opens_again(export: Export) -> None:
    _with_secrets(export)
    assert export.bring().applied
    assert clear_text(Person, _person()) == NIR
    account = BankAccount.objects.get(person=_person(), receives_reimbursements=True)
    assert clear_text(BankAccount, account) == IBAN
    assert (account.country, account.last4) == ("FR", "0189")
    login = LegacyLogin.objects.get(login="48201937")
    assert (login.scheme, clear_text(LegacyLogin, login)) == ("md5", MD5)


def test_a_second_import_keeps_the_seals_and_a_change_breaks_its_own_alone(export: Export) -> None:
    _with_secrets(export)
    export.bring()
    before = {one.pk: bytes(one.nir_sealed or b"") for one in Person.objects.all()}
    export.set(PEOPLE, 3, "nir", "154067511600142")
    export.set(PEOPLE, 2, "nom_usage", "Martin-Dubois")
    report = export.bring()
    assert report.brought[PEOPLE].counts.changed == 2
    after = {one.pk: bytes(one.nir_sealed or b"") for one in Person.objects.all()}
    karim = Person.objects.get(reference="P48201937-2")
    assert {key for key in after if after[key] != before[key]} == {karim.pk}
    assert clear_text(Person, karim) == "154067511600142"


@pytest.mark.promise("I3.11")
def test_no_secret_reaches_postgresql_nor_a_log(
    export: Export, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither as a parameter, nor in a COPY, nor in what the server keeps of its statements."""
    _with_secrets(export)
    sent: list[str] = []
    execute = CursorWrapper.execute

    def heard(self: CursorWrapper, sql: object, params: object = None) -> object:
        sent.append(f"{sql} {params}")
        return execute(self, sql, params)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(CursorWrapper, "execute", heard)
    write = _copy_writes(monkeypatch)
    with caplog.at_level(logging.DEBUG):
        assert export.bring().applied
    everything = "\n".join([*sent, *write, caplog.text])
    assert "48201937" in everything
    for secret in (NIR, IBAN, MD5):
        assert secret not in everything
    for table in ("members_person", "members_bankaccount", "accounts_legacylogin"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            (dump,) = cursor.fetchone()
        assert not any(secret in dump for secret in (NIR, IBAN, MD5))


def _copy_writes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    written: list[str] = []
    write = Copy.write

    def heard(self: Copy, buffer: object) -> None:
        written.append(str(buffer))
        write(self, buffer)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(Copy, "write", heard)
    return written


WRONG = [
    # file, line, column, value, severity, what is wrong
    (PEOPLE, 2, "nir", "269054958815781", "à vérifier", "La clé de ce numéro"),
    (PEOPLE, 2, "nir", "2690549588157", "à vérifier", "n’a pas la forme attendue"),
    (PEOPLE, 2, "nir", "2 69 05 49 588 157 81", "à vérifier", "La clé de ce numéro"),
    (ACCOUNTS, 2, "iban", "FR7630006000011234567890188", "bloquante", "Cet IBAN est faux"),
    (ACCOUNTS, 2, "iban", "FR76300060000112345678901", "bloquante", "Cet IBAN est faux"),
    (LOGINS, 2, "schema", "argon3", "bloquante", "n’est pas dans la liste"),
]


@pytest.mark.parametrize(("file", "line", "column", "value", "severity", "problem"), WRONG)
def test_a_wrong_secret_is_told_and_never_shown(
    export: Export, file: str, line: int, column: str, value: str, severity: str, problem: str
) -> None:
    export.set(file, line, column, value)
    report = export.bring()
    found = [one for one in report.anomalies.kept if problem in one.problem]
    assert [(one.file, one.line, one.column, one.severity) for one in found] == [
        (file, line, column, severity)
    ]
    assert report.applied == (severity == "à vérifier")
    if column != "schema":
        told = "\n".join(lines_of(report))
        assert value not in told
        assert value[-6:] not in told
    if column == "nir":
        assert _person().nir_sealed is None


@pytest.mark.parametrize(
    ("scheme", "written"),
    [
        ("md5", "5f4dcc3b5aa765d61d8327deb882cf9"),
        ("md5", "jeanne1944"),  # a password, as it was typed
        ("md5_sel", MD5),
        ("sha1", MD5),
        ("bcrypt", "$2b$10$tooshort"),
        ("pbkdf2_sha256", "pbkdf2_sha1$1000$salt$c2FsdA=="),
        ("", MD5),
        ("md5", ""),
    ],
)
def test_a_hash_of_another_shape_is_left_out_and_its_login_kept(
    export: Export, scheme: str, written: str
) -> None:
    export.set(LOGINS, 2, "schema", scheme)
    export.set(LOGINS, 2, "empreinte", written)
    report = export.bring()
    found = [one for one in report.anomalies.kept if one.file == LOGINS and one.line == 2]
    assert [(one.column, one.severity) for one in found] == [("empreinte", "à vérifier")]
    assert report.applied
    login = LegacyLogin.objects.get(login="48201937")
    assert (login.scheme, login.hash_sealed, login.hash_index) == ("", None, None)
    assert not written or written not in "\n".join(lines_of(report))


@pytest.mark.parametrize(
    ("scheme", "written"),
    [
        ("md5", MD5.upper()),
        ("md5_sel", f"s3l${MD5}"),
        ("sha1", "a" * 40),
        ("sha1_sel", "sel$" + "a" * 40),
        ("bcrypt", "$2y$10$" + "a" * 53),
        ("pbkdf2_sha1", "pbkdf2_sha1$1000$salt$c2FsdA=="),
        ("pbkdf2_sha256", "pbkdf2_sha256$260000$salt$c2FsdA=="),
        ("pbkdf2_sha256", "pbkdf2:sha256:260000$salt$" + "a" * 64),
    ],
)
def test_each_scheme_has_its_shape(export: Export, scheme: str, written: str) -> None:
    export.set(LOGINS, 2, "schema", scheme)
    export.set(LOGINS, 2, "empreinte", written)
    export.bring()
    assert clear_text(LegacyLogin, LegacyLogin.objects.get(login="48201937")) == written


@pytest.mark.parametrize("statement", ["UPDATE consents_consent SET allowed = NOT allowed",
                                       "DELETE FROM consents_consent",
                                       "TRUNCATE consents_consent"])  # fmt: skip
def test_the_ledger_of_consents_is_only_ever_added_to(export: Export, statement: str) -> None:
    export.bring()
    held = Consent.objects.count()
    assert held
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
            cursor.execute(statement)
    assert Consent.objects.count() == held


def test_a_hash_that_was_wrapped_is_not_brought_again(export: Export) -> None:
    _with_secrets(export)
    export.bring()
    wrap_all_now()
    before = LegacyLogin.objects.get(login="48201937")
    assert before.wrapped
    report = export.bring()
    assert report.brought[LOGINS].counts.changed == 0
    after = LegacyLogin.objects.get(login="48201937")
    assert (after.wrapped, after.hash_sealed) == (before.wrapped, None)


def test_another_hash_is_sealed_anew_and_its_old_wrap_gone(export: Export) -> None:
    _with_secrets(export)
    export.bring()
    wrap_all_now()
    export.set(LOGINS, 2, "empreinte", "0" * 32)
    assert export.bring().applied
    login = LegacyLogin.objects.get(login="48201937")
    assert (login.wrapped, clear_text(LegacyLogin, login)) == ("", "0" * 32)


def test_the_password_of_an_export_opens_once_it_is_in(export: Export) -> None:
    """Before the job has come round, and after."""
    export.bring()
    held = LegacyLogin.objects.exclude(scheme="").exclude(login__contains="@")
    one, other = held.order_by("login")[:2]
    for login in (one, other):
        fresh = CheckedClient()
        page = fresh.get("/connexion")
        assert fresh.send(page, email=login.login, password=OLD_PASSWORD).status_code == 302
        wrap_all_now()
