"""The kind « lenses that the Sécurité sociale does not reimburse »."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from espace_client.demarches.kinds.lenses import asking as look
from espace_client.demarches.kinds.lenses.forms import PriceForm, RefundedForm, WhatForm
from espace_client.demarches.pieces import read_pieces
from espace_client.demarches.shape import Kind, Page, Reason

KIND = Kind(
    code=look.CODE,
    slug="lentilles",
    label=_("Remboursement de lentilles"),
    purpose=_(
        "Vos lentilles ne sont pas remboursées par la Sécurité sociale : utilisez votre forfait."
    ),
    function="lenses",
    promise=3,
    reckoned="lenses/gauge.html",
    reckons=look.gauge,
    pages=[
        Page(
            "pour-qui",
            _("Pour qui ?"),
            look.who_form,
            asked=lambda asking: len(look.wearers(asking)) > 1,
        ),
        Page(
            "securite-sociale",
            _("La Sécurité sociale les rembourse-t-elle ?"),
            lambda asking: RefundedForm,
            template="lenses/conditions.html",
            stops=look.stops_if_refunded,
        ),
        Page("achat", _("Quand et où ?"), look.bought, stops=look.stops_at_purchase),
        Page("lentilles", _("Quelles lentilles ?"), lambda asking: WhatForm),
        Page("montant", _("Combien avez-vous payé ?"), lambda asking: PriceForm),
        Page(
            "ordonnance",
            _("Votre ordonnance"),
            look.prescribed,
            asked=look.wants_prescription,
            stops=look.stops_if_expired,
        ),
    ],
    summary=look.summary,
    pieces=read_pieces(Path(__file__).with_name("pieces.yaml")),
    reasons=[
        Reason("used_up", _("Votre forfait lentilles de l’année est épuisé.")),
        Reason("not_in_contract", _("Votre contrat ne rembourse pas ces lentilles.")),
        Reason("no_prescription", _("L’ordonnance ne valait pas le jour de l’achat.")),
        Reason("invoice", _("La facture ne permet pas de savoir qui a payé quoi.")),
        Reason("paid_before", _("Cette facture est déjà remboursée.")),
    ],
    concerns=look.concerns,
    claim=look.claim,
    amount=look.amount,
    owes=look.owes,
    accepts=look.accepts,
    told=look.told,
)
