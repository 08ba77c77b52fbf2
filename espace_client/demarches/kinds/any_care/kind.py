"""The kind « any other reimbursement »."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from espace_client.demarches.kinds.any_care import asking as look
from espace_client.demarches.kinds.any_care.forms import CardForm, CareForm, PaidForm, PriceForm
from espace_client.demarches.pieces import read_pieces
from espace_client.demarches.shape import Kind, Page, Reason

KIND = Kind(
    code=look.CODE,
    slug="remboursement",
    label=_("Autre remboursement"),
    purpose=_("Un soin que vous avez payé : sachez d’abord s’il faut envoyer quelque chose."),
    function="any_care",
    promise=3,
    reckoned="any_care/reckoned.html",
    reckons=look.reckons,
    pages=[
        Page("jour", _("Quel jour ?"), look.days, stops=look.stops_at_day),
        Page(
            "pour-qui",
            _("Pour qui ?"),
            look.who_form,
            asked=lambda asking: len(look.covered(asking)) > 1,
        ),
        Page(
            "paiement",
            _("Qu’avez-vous payé ?"),
            lambda asking: PaidForm,
            stops=look.stops_if_nothing_was_paid,
        ),
        Page(
            "carte-vitale",
            _("La carte Vitale ?"),
            lambda asking: CardForm,
            stops=look.stops_if_it_comes_by_itself,
        ),
        Page("soin", _("Quel soin ?"), lambda asking: CareForm, stops=look.stops_at_lenses),
        Page("montant", _("Combien avez-vous payé ?"), lambda asking: PriceForm),
    ],
    summary=look.summary,
    pieces=read_pieces(Path(__file__).with_name("pieces.yaml")),
    situation=look.situation,
    reasons=[
        Reason("not_in_contract", _("Votre contrat ne rembourse pas ce soin.")),
        Reason("used_up", _("Votre forfait pour ce soin est épuisé.")),
        Reason("nothing_left", _("La Sécurité sociale et le contrat ne laissent rien à payer.")),
        Reason("invoice", _("Le document ne permet pas de savoir qui a payé quoi.")),
        Reason("paid_before", _("Ce soin est déjà remboursé.")),
    ],
    concerns=look.concerns,
    claim=look.claim,
    amount=look.worth,
    owes=look.owes,
)
