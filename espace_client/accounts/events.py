from espace_client.audit.events import declare

ACCOUNT_ASKED = declare(
    "accounts.account_asked",
    "Création de compte demandée avec le numéro finissant par {last_digits}.",
    "last_digits",
)
REQUEST_ANSWERED = declare(
    "accounts.request_answered",
    "Demande de compte étudiée : {outcome}.",
    "outcome",
    for_staff=True,
)
REQUEST_CORRECTED = declare(
    "accounts.request_corrected", "Adresse e-mail corrigée : la demande d’avant est annulée."
)
LINK_ISSUED = declare(
    "accounts.link_issued",
    "Lien d’activation préparé pour {masked_email}, valable 24 heures.",
    "masked_email",
)
ACCOUNT_ACTIVATED = declare(
    "accounts.account_activated",
    "Compte activé : mot de passe choisi, conditions du {terms} acceptées.",
    "terms",
)
ACTIVATION_REFUSED = declare(
    "accounts.activation_refused", "Lien d’activation ouvert mais inutilisable : {why}.", "why"
)
SIGNED_IN = declare("accounts.signed_in", "Connexion réussie.")
SIGN_IN_REFUSED = declare(
    "accounts.sign_in_refused", "Connexion refusée : adresse ou mot de passe inexact."
)
SIGNED_OUT = declare("accounts.signed_out", "Déconnexion.")
OLD_FORGOTTEN = declare(
    "accounts.old_forgotten",
    "Effacement de ce qui a servi : {requests} demandes de compte et {tries} essais.",
    "requests",
    "tries",
)
TAKEN_UP_AGAIN = declare(
    "accounts.taken_up_again", "Des demandes de compte restées sans réponse sont reprises."
)
