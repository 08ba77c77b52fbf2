"""Who else may pay: the scheme of Alsace-Moselle, which no file tells, and another contract of the
member, which is not counted with this one."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from espace_client.benefits.figures import to_the_cent
from espace_client.benefits.reckoning.steps import Answer
from espace_client.benefits.telling.left_words import Amounts
from espace_client.kernel.french import enumeration, spaced
from espace_client.reimbursements.covered import Insured


def other_payers(local: Answer | Amounts | None, left: Decimal, insured: Insured) -> Iterator[str]:
    """What the page says of them, a sentence each; none where they change nothing. *local*: what
    is paid under the local scheme, where it is said; *left* in euros, under the one that counts."""
    if local is not None:
        yield _(
            "Ce calcul vaut pour le régime général. Avec le régime local d’Alsace-Moselle, la"
            " Sécurité sociale paierait %(paid)s et il vous resterait %(left)s."
        ) % {
            "paid": to_the_cent(local.social_security),
            "left": to_the_cent(local.left),
        }
    if insured.others and left:
        said = _(
            "Un autre contrat couvre aussi %(name)s : %(others)s. Il peut payer une part de ce qui"
            " reste. Nous ne l’avons pas compté ici."
        )
        others = enumeration(list(insured.others))
        yield spaced(said % {"name": insured.name, "others": others})
