"""The state of every table that an import writes, seals opened: what two imports must agree on."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.db import models

from espace_client.accounts.models import LegacyLogin, hash_bound_to
from espace_client.consents.models import Consent
from espace_client.contracts.models import (
    ActiveTariff,
    Contract,
    Coverage,
    Guarantee,
    Option,
    Product,
    ProductVersion,
)
from espace_client.contributions.models import Contribution, Mandate
from espace_client.demarches.models import TakenOverRequest
from espace_client.members.models import (
    Address,
    BankAccount,
    Guardianship,
    Person,
    iban_bound_to,
    nir_bound_to,
)
from espace_client.reimbursements.models import Reimbursement, Transmission

TABLES: tuple[type[models.Model], ...] = (
    Product, ProductVersion, Option, ActiveTariff, Guarantee, Person, Address, Contract, Coverage,
    LegacyLogin, BankAccount, Mandate, Guardianship, Consent, Transmission, Contribution,
    Reimbursement, TakenOverRequest,
)  # fmt: skip
_SEALED: dict[type[models.Model], tuple[str, str, Callable[[str], str]]] = {
    Person: ("nir_sealed", "reference", nir_bound_to),
    BankAccount: ("iban_sealed", "reference", iban_bound_to),
    LegacyLogin: ("hash_sealed", "login", hash_bound_to),
}
# Keys are drawn anew by each import: a row is told by what it names, not by them.
_NAMES = ("reference", "login", "code", "rum")


def clear_text(model: type[models.Model], row: models.Model) -> str:
    """What the seal of *row* keeps, or nothing."""
    column, owner, bound_to = _SEALED[model]
    seal = getattr(row, column)
    if seal is None:
        return ""
    name = bound_to(getattr(row, owner))
    return settings.SEALING_KEYS.unseal_bytes(bytes(seal), bound_to=name).decode()


def digest() -> str:
    """The same for two databases that hold the same portfolio."""
    lines: list[str] = []
    for model in TABLES:
        names = {row.pk: _name_of(row) for row in model._default_manager.all()}
        _known.update({(model, key): name for key, name in names.items()})
        lines += sorted(_line(model, row) for row in model._default_manager.all())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


_known: dict[tuple[type[models.Model], object], str] = {}


def _name_of(row: models.Model) -> str:
    for name in _NAMES:
        if hasattr(row, name):
            return str(getattr(row, name))
    return "|".join(
        _named(field, row) for field in row._meta.concrete_fields if not field.primary_key
    )


def _line(model: type[models.Model], row: models.Model) -> str:
    values = [
        _named(field, row)
        for field in model._meta.concrete_fields
        if not (field.primary_key and field.remote_field is None)
    ]
    if model in _SEALED:
        values.append(clear_text(model, row))
    return f"{model._meta.db_table}: {_name_of(row)} {values}"


def _named(field: models.Field, row: models.Model) -> str:
    value = getattr(row, field.attname)
    if field.remote_field is not None and value is None:
        return ""
    if field.remote_field is not None:
        return _known[field.remote_field.model, value]
    if isinstance(value, memoryview | bytes):
        return bytes(value).hex() if field.name.endswith("_index") else ""
    return str(value)
