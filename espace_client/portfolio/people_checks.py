"""What must hold between people, their addresses and their old logins."""

import re

from django.utils.translation import gettext as _

from espace_client.kernel import birth_dates, emails
from espace_client.portfolio.anomalies import AboutFile, shown, without_figures
from espace_client.portfolio.known import Known
from espace_client.portfolio.rows import Row

_TELEPHONE = re.compile(r"(?:0[1-9]|\+33 ?[1-9]|\+(?!33)\d{1,3} ?\d)(?:[ .-]?\d){4,12}")


def check_person(row: Row, known: Known, about: AboutFile) -> None:
    """One person: nobody twice, no number twice; what a person should look at is said."""
    line, (reference, number, _title, _birth, _usual, _first, born, email, mobile, fixe, *_rest) = (
        row
    )
    first_time(reference, line, known.people, "reference", about)
    if number:
        first_time(number, line, known.numbers, "numero_adherent", about)
    if isinstance(born, str):
        _check_birth(born, line, known, about)
    _check_mailbox(email, line, known, about)
    for column, telephone in (("mobile", mobile), ("fixe", fixe)):
        if telephone and not _TELEPHONE.fullmatch(str(telephone)):
            about.doubt(
                _("Ce numéro de téléphone n’a pas la forme d’un numéro français."),
                _("Vérifiez-le. Il est repris tel quel."),
                line=line,
                column=column,
                value=without_figures(str(telephone)),
            )


def first_time(
    value: object, line: int, seen: dict[str, int], column: str, about: AboutFile
) -> None:
    """Block a *value* that an earlier line already has."""
    if value is None:
        return
    earlier = seen.setdefault(str(value), line)
    if earlier != line:
        about.block(
            _("Cette valeur est en double."),
            _("La ligne %(line)d a la même. Gardez une seule ligne.") % {"line": earlier},
            line=line,
            column=column,
            value=shown(str(value)),
        )


def _check_birth(born: str, line: int, known: Known, about: AboutFile) -> None:
    day = birth_dates.calendar_date(born)
    if int(born[-4:]) > known.on.year or (day and day > known.on):
        about.block(
            _("Cette date de naissance est dans l’avenir."),
            _("Corrigez l’année."),
            line=line,
            column="date_naissance",
            value=without_figures(born),
        )
    elif day is None:
        about.doubt(
            _("Cette date de naissance n’est pas au calendrier (date lunaire)."),
            _("Rien à faire si la carte porte la même."),
            line=line,
            column="date_naissance",
            value=without_figures(born),
        )


def _check_mailbox(email: object, line: int, known: Known, about: AboutFile) -> None:
    if email == "":
        about.doubt(
            _("Cette personne n’a pas d’adresse e-mail."),
            _("Rien à faire. Un courrier pourra lui ouvrir son espace."),
            line=line,
            column="email",
        )
    elif isinstance(email, str):
        earlier = known.mailboxes.setdefault(emails.canonical(email), line)
        if earlier != line:
            about.doubt(
                _("Cette adresse e-mail est aussi celle d’une autre personne."),
                _("Voyez la ligne %(line)d. Chacun aura son compte et son mot de passe.")
                % {"line": earlier},
                line=line,
                column="email",
                value=shown(email),
            )


def check_address(row: Row, known: Known, about: AboutFile) -> None:
    """One address: of somebody known, one for each."""
    line, (reference, *lines, postcode, _city, country) = row
    known_person(reference, line, "reference_personne", known, about)
    first_time(reference, line, known.addresses, "reference_personne", about)
    if postcode and not country and not re.fullmatch(r"\d{5}", str(postcode)):
        about.doubt(
            _("Ce code postal n’a pas cinq chiffres."),
            _("Vérifiez-le, ou indiquez le pays."),
            line=line,
            column="code_postal",
            value=shown(str(postcode)),
        )
    if lines[1:] == ["", "", ""]:
        about.doubt(
            _("Cette adresse n’a ni bâtiment, ni voie, ni lieu-dit."),
            _("Vérifiez qu’un courrier peut arriver."),
            line=line,
        )


def check_login(row: Row, known: Known, about: AboutFile) -> None:
    """One old login: of somebody known, and of nobody else."""
    line, (login, reference, last, *_rest) = row
    known_person(reference, line, "reference_personne", known, about)
    first_time(login, line, known.logins, "login", about)
    if login is not None:
        earlier = known.folded_logins.setdefault(login.casefold(), line)
        if earlier != line and known.logins[login] == line:
            about.doubt(
                _("Deux identifiants ne diffèrent que par leurs majuscules."),
                _("Voyez la ligne %(line)d. Leurs titulaires devront taper exactement le leur.")
                % {"line": earlier},
                line=line,
                column="login",
                value=shown(login),
            )
    if last and last > known.on:
        about.doubt(
            _("Cette connexion est dans l’avenir."),
            _("Vérifiez la date."),
            line=line,
            column="derniere_connexion",
            value=str(last),
        )


def known_person(reference: object, line: int, column: str, known: Known, about: AboutFile) -> None:
    """Block a *reference* that `personnes.csv` does not have."""
    if reference is not None and reference not in known.people:
        about.block(
            _("Cette personne n’existe pas dans personnes.csv."),
            _("Ajoutez-la, ou corrigez la référence."),
            line=line,
            column=column,
            value=shown(str(reference)),
        )
