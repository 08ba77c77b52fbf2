"""The kind « a reimbursement that is contested »."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from espace_client.demarches.kinds.contested_line import asking as look
from espace_client.demarches.kinds.contested_line.forms import WhyForm
from espace_client.demarches.pieces import read_pieces
from espace_client.demarches.shape import Kind, Page, Reason

KIND = Kind(
    code=look.CODE,
    slug="contester-un-remboursement",
    label=_("Contester un remboursement"),
    purpose=_("Un montant ne vous paraît pas juste : un conseiller refait le calcul."),
    function="contested_line",
    promise=5,
    pages=[
        Page("ligne", _("Quel remboursement ?"), look.lines),
        Page("pourquoi", _("Pourquoi ?"), lambda asking: WhyForm),
    ],
    summary=look.summary,
    pieces=read_pieces(Path(__file__).with_name("pieces.yaml")),
    reasons=[
        Reason("right", _("Le montant est celui que votre contrat prévoit.")),
        Reason("social_security", _("La différence vient de la Sécurité sociale.")),
    ],
    beforehand=look.beforehand,
    may_begin=look.may_begin,
    may_send=look.may_send,
    concerns=look.concerns,
    told=look.told,
)
