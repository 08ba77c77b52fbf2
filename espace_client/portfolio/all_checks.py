"""Every check, file by file: a new file has its line here."""

from espace_client.portfolio.checks import Check
from espace_client.portfolio.columns import (
    ACCOUNTS,
    ADDRESSES,
    CONSENTS,
    CONTRACTS,
    CONTRIBUTIONS,
    COVERAGES,
    GUARDIANS,
    LOGINS,
    MANDATES,
    PEOPLE,
    REIMBURSEMENTS,
    REQUESTS,
    TRANSMISSIONS,
    FileFormat,
)
from espace_client.portfolio.contract_checks import CONTRACT_CHECKS, COVERAGE_CHECKS
from espace_client.portfolio.money_checks import (
    ACCOUNT_CHECKS,
    CONSENT_CHECKS,
    CONTRIBUTION_CHECKS,
    MANDATE_CHECKS,
    REIMBURSEMENT_CHECKS,
    TRANSMISSION_CHECKS,
)
from espace_client.portfolio.people_checks import (
    ADDRESS_CHECKS,
    GUARDIAN_CHECKS,
    LOGIN_CHECKS,
    PEOPLE_CHECKS,
)
from espace_client.portfolio.request_checks import REQUEST_CHECKS

CHECKS: tuple[tuple[FileFormat, tuple[Check, ...]], ...] = (
    (PEOPLE, PEOPLE_CHECKS),
    (ADDRESSES, ADDRESS_CHECKS),
    (CONTRACTS, CONTRACT_CHECKS),
    (COVERAGES, COVERAGE_CHECKS),
    (LOGINS, LOGIN_CHECKS),
    (ACCOUNTS, ACCOUNT_CHECKS),
    (MANDATES, MANDATE_CHECKS),
    (GUARDIANS, GUARDIAN_CHECKS),
    (CONSENTS, CONSENT_CHECKS),
    (TRANSMISSIONS, TRANSMISSION_CHECKS),
    (CONTRIBUTIONS, CONTRIBUTION_CHECKS),
    (REIMBURSEMENTS, REIMBURSEMENT_CHECKS),
    (REQUESTS, REQUEST_CHECKS),
)
