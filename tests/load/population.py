"""Any number of members in a few SQL statements: the same number gives the same rows.

Every fourth member covers a spouse, every sixth waits for something. Nothing is drawn by lot:
names, dates and keys follow from the member's number and SEED, so that two databases of one size
hold the same rows. Keys lie scattered as the product's own do: in order, they would make the index
of covers a hundred times slower.
"""

from hashlib import md5
from typing import Protocol
from uuid import UUID

SEED = "2022"

# The rows refer to each other as they should: checking each reference would take half the time.
_TRUSTED = "SET LOCAL session_replication_role = replica"
_CHECKED = "SET LOCAL session_replication_role = origin"


def _id(kind: str) -> str:
    return f"md5('{SEED} {kind} ' || n)::uuid"


_HOLDERS = f"""
INSERT INTO members_person (id, reference, member_number, title, birth_name, usual_name,
    first_names, birth_date, email, mobile, landline)
SELECT {_id("holder")}, 'LOAD-' || n, lpad((10000000 + n)::text, 8, '0'),
    CASE mod(n, 2) WHEN 0 THEN 'MME' ELSE 'M' END,
    (ARRAY['Martin', 'Le Goff', 'Bernard', 'Petit', 'Moreau', 'Garcia'])[mod(n, 6) + 1] || n,
    '', (ARRAY['Jeanne', 'Paul', 'Odette', 'Lucien', 'Andrée'])[mod(n, 5) + 1] || ' Marie',
    to_char(date '1930-01-01' + mod(n, 9000), 'DD/MM/YYYY'), 'membre' || n || '@boite.example',
    '', ''
FROM generate_series(1, %(members)s) AS n
"""
_SPOUSES = f"""
INSERT INTO members_person (id, reference, title, birth_name, usual_name, first_names, birth_date,
    email, mobile, landline)
SELECT {_id("spouse")}, 'LOAD-' || n || '-2', '', 'Durand' || n, '', 'Claude',
    to_char(date '1935-01-01' + mod(n, 9000), 'DD/MM/YYYY'), '', '', ''
FROM generate_series(4, %(members)s, 4) AS n
"""
_CONTRACTS = f"""
INSERT INTO contracts_contract (id, reference, holder_id, product_id, option_code, kind, start_on)
SELECT {_id("contract")}, 'LOAD-' || n, {_id("holder")}, product.id,
    (ARRAY['essentielle', 'equilibre', 'confort'])[mod(n, 3) + 1], 'individuel_art4_evin',
    date '2012-01-01' + mod(n, 3000)
FROM generate_series(1, %(members)s) AS n, contracts_product AS product
WHERE product.code = %(product)s
"""
_COVERAGES = f"""
INSERT INTO contracts_coverage (id, contract_id, person_id, relationship, start_on)
SELECT {_id("cover")}, {_id("contract")}, {_id("holder")}, 'adherent',
    date '2012-01-01' + mod(n, 3000)
FROM generate_series(1, %(members)s) AS n
UNION ALL
SELECT {_id("spouse cover")}, {_id("contract")}, {_id("spouse")}, 'conjoint',
    date '2012-01-01' + mod(n, 3000)
FROM generate_series(4, %(members)s, 4) AS n
"""
_ACCOUNTS = f"""
INSERT INTO accounts_account (id, person_id, email, email_key, password, state, state_since,
    state_channel, terms_version, epoch, must_choose_password, laters_left)
SELECT {_id("account")}, {_id("holder")}, 'membre' || n || '@boite.example',
    'membre' || n || '@boite.example', '!', 'active', '2022-03-24T09:00:00+01', 'espace',
    '2022-03-24', 0, false, 3
FROM generate_series(1, %(members)s) AS n
"""
# One member in six waits for something; every fifth of those answers is late on 24 March 2022.
_REQUESTS = f"""
INSERT INTO demarches_takenoverrequest (id, reference, person_id, kind, asked_on, promised_on,
    state)
SELECT {_id("request")}, 'LOAD-' || n, {_id("holder")},
    (ARRAY['message', 'devis_dentaire', 'lentilles', 'hospitalisation'])[mod(n / 6, 4) + 1],
    date '2022-02-01', date '2022-03-18' + mod(n / 6, 30),
    (ARRAY['en_etude', 'recue', 'document_attendu'])[mod(n / 6, 3) + 1]
FROM generate_series(4, %(members)s, 6) AS n
"""
# One member in ten waits for an answer to a request of today's portal; every other one is closed.
# Those who wait have an odd number: whoever is visited by the bench has an even one.
_DEMARCHES = f"""
INSERT INTO demarches_demarche (id, reference, kind, person_id, concerns, answers, state,
    state_since, step, step_facts, started_at, sent_at, first_promised_on, promised_on, reminders,
    awaited_from, reason, decided_at, contest_until, version)
SELECT {_id("demarche")}, 'EC-2022-03-' || lpad(to_hex(n), 6, '0'), 'card_again',
    {_id("holder")}, '{{}}', '', (CASE WHEN waits THEN 'received' ELSE 'closed' END), at, '',
    '{{}}', at, at, date '2022-03-18' + mod(n, 30), date '2022-03-18' + mod(n, 30), 0, '', '', at,
    date '2022-05-18', 1
FROM (SELECT n, mod(n, 10) = 7 AS waits,
        timestamptz '2022-03-16T09:00:00+01' + n * interval '1 second' AS at
    FROM generate_series(1, %(members)s) AS n) AS each
"""
_LINES = f"""
INSERT INTO reimbursements_reimbursement (id, reference, contract_id, person_id, cared_on, paid_on,
    care, spent, basic, complementary, kind, act, quantity, part, charge, request)
SELECT md5('{SEED} line ' || n || ' ' || k)::uuid, 'LOAD-' || n || '-' || k, {_id("contract")},
    {_id("holder")}, date '2022-03-01' - k * 15, date '2022-03-10' - k * 15,
    (ARRAY['Consultation d’un généraliste', 'Couronne', 'Lunettes', 'Médicaments'])[mod(k, 4) + 1],
    25 + k, 16.50, 7.50 + mod(n, 5) * 0.10, 'medical_fees', 'G', 1, '', 1, ''
FROM generate_series(1, %(members)s) AS n, generate_series(1, %(each)s) AS k
"""
_SESSIONS = """
INSERT INTO django_session (session_key, session_data, expire_date)
SELECT 'load' || n, '', '2022-03-25T09:00:00+01' FROM generate_series(1, %(members)s, 10) AS n
"""
_STATEMENTS = (
    _HOLDERS,
    _SPOUSES,
    _CONTRACTS,
    _COVERAGES,
    _ACCOUNTS,
    _REQUESTS,
    _DEMARCHES,
    _SESSIONS,
)
GROWING = (
    "members_person",
    "contracts_contract",
    "contracts_coverage",
    "accounts_account",
    "demarches_takenoverrequest",
    "demarches_demarche",
    "django_session",
    "reimbursements_reimbursement",
    "reimbursements_paymentline",
)


class Cursor(Protocol):
    """A cursor of psycopg or of Django."""

    def execute(self, query: str, params: dict[str, object] | None = None) -> object: ...


def add_members(cursor: Cursor, members: int, *, product: str = "retraites-horizon") -> None:
    """Add *members* members of *product*, each with a contract and an account, in a transaction
    that the caller holds; then let PostgreSQL count its tables."""
    values: dict[str, object] = {"members": members, "product": product}
    cursor.execute(_TRUSTED)
    for statement in _STATEMENTS:
        cursor.execute(statement, values)
    cursor.execute(_CHECKED)
    cursor.execute("ANALYZE " + ", ".join(GROWING))


def add_lines(cursor: Cursor, members: int, each: int) -> None:
    """Give each of them that many lines of care, as `add_members` does the rest."""
    cursor.execute(_TRUSTED)
    cursor.execute(_LINES, {"members": members, "each": each})
    cursor.execute(_CHECKED)
    cursor.execute("ANALYZE reimbursements_reimbursement")


def account_of_member(number: int) -> UUID:
    """The id of the account of that member."""
    return _made("account", number)


def contract_of_member(number: int) -> UUID:
    """The id of the contract of that member."""
    return _made("contract", number)


def _made(kind: str, number: int) -> UUID:
    return UUID(md5(f"{SEED} {kind} {number}".encode(), usedforsecurity=False).hexdigest())
