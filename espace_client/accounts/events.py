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
REQUEST_WITHDRAWN = declare(
    "accounts.request_withdrawn",
    "Ce qu’une adresse e-mail mal tapée avait ouvert est annulé.",
    for_staff=True,
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
SIGNED_IN = declare("accounts.signed_in", "Connexion depuis {device}.", "device", "source")
SIGN_IN_REFUSED = declare(
    "accounts.sign_in_refused",
    "Connexion refusée depuis {device} : adresse ou mot de passe inexact.",
    "device",
    "source",
)
SIGNED_OUT = declare("accounts.signed_out", "Déconnexion depuis {device}.", "device", "source")
OLD_FORGOTTEN = declare(
    "accounts.old_forgotten",
    "Effacement de ce qui a servi : {requests} demandes de compte et {tries} essais.",
    "requests",
    "tries",
)
TAKEN_UP_AGAIN = declare(
    "accounts.taken_up_again", "Des demandes de compte restées sans réponse sont reprises."
)
STATE_CHANGED = declare("accounts.state_changed", "Votre accès change d’état : {state}.", "state")
ONE_TIME_CODE_SENT = declare(
    "accounts.one_time_code_sent", "Code préparé {how} : {purpose}.", "how", "purpose"
)
# To an address that is being verified: none leaves to one that others use, and the history must not
# tell the two apart (quality 1.1).
ONE_TIME_CODE_SENT_UNSEEN = declare(
    "accounts.one_time_code_sent_unseen", "Code préparé {how} : {purpose}.", "how", "purpose",
    for_staff=True,
)  # fmt: skip
ONE_TIME_CODE_REFUSED = declare(
    "accounts.one_time_code_refused",
    "Code inexact depuis {device} : {purpose}.",
    "purpose",
    "device",
    "source",
)
SPARE_CODE_USED = declare("accounts.spare_code_used", "Un de vos codes sur papier a servi.")
PROOF_ASKED = declare(
    "accounts.proof_asked",
    "Compte demandé avec {masked_email}, une adresse que nous ne connaissons pas : rien ne s’ouvre"
    " sans une deuxième preuve.",
    "masked_email",
)
CONFIRMATION_SENT = declare(
    "accounts.confirmation_sent",
    "Question « Est-ce bien vous ? » préparée pour l’adresse e-mail connue.",
)
TEXT_CODE_SENT = declare(
    "accounts.text_code_sent",
    "Code préparé par SMS pour le mobile finissant par {last_digits}, valable 10 minutes.",
    "last_digits",
)
LETTER_CODE_SENT = declare(
    "accounts.letter_code_sent",
    "Code préparé par courrier pour votre adresse postale, valable jusqu’au {expires}.",
    "expires",
)
CODE_ASKED = declare("accounts.code_asked", "Nouveau code demandé : {how}.", "how", for_staff=True)
CODE_NOT_SENT = declare(
    "accounts.code_not_sent", "Code demandé, aucun n’est parti : {why}.", "why", for_staff=True
)
LETTER_CODE_READ = declare(
    "accounts.letter_code_read",
    "Code du courrier tapé depuis {device}, il est juste.",
    "device",
    "source",
    for_staff=True,
)
CODE_REFUSED = declare(
    "accounts.code_refused", "Code refusé depuis {device} : {why}.", "why", "device", "source"
)
PROOF_GIVEN = declare(
    "accounts.proof_given",
    "Deuxième preuve donnée pour ouvrir le compte avec {masked_email} : {way}.",
    "masked_email",
    "way",
)
PROOF_REFUSED = declare(
    "accounts.proof_refused",
    "Compte refusé avec {masked_email} : {reason}.",
    "masked_email",
    "reason",
)
PROOF_ENDED = declare(
    "accounts.proof_ended",
    "La demande de compte avec {masked_email} ne compte plus : {state}.",
    "masked_email",
    "state",
)
PROOFS_EXPIRED = declare(
    "accounts.proofs_expired",
    "{count} deuxièmes preuves non données en 45 jours ont expiré.",
    "count",
    for_staff=True,
)

# The insurer's people. Who they are is named by the subject, never by a full e-mail.
STAFF_INVITED = declare(
    "accounts.staff_invited", "Invitation au poste conseiller pour {name} : {role}.", "name", "role"
)
STAFF_PASSWORD_CHOSEN = declare(
    "accounts.staff_password_chosen", "Mot de passe choisi sur invitation, code encore à confirmer."
)
STAFF_ENROLLED = declare(
    "accounts.staff_enrolled", "Accès au poste conseiller ouvert, deuxième facteur confirmé."
)
STAFF_LEFT = declare("accounts.staff_left", "Accès de {name} au poste conseiller retiré.", "name")
DESK_REFUSED = declare(
    "accounts.desk_refused",
    "Connexion au poste conseiller refusée depuis {source} : adresse ou mot de passe.",
    "source",
)
DESK_CODE_REFUSED = declare(
    "accounts.desk_code_refused",
    "Connexion au poste conseiller refusée depuis {source} : code.",
    "source",
)
RECOVERY_CODE_USED = declare(
    "accounts.recovery_code_used", "Un code de secours a servi sur le poste conseiller."
)
DESK_ENTERED = declare(
    "accounts.desk_entered", "Connexion au poste conseiller depuis {source}.", "source"
)
DESK_LEFT = declare("accounts.desk_left", "Déconnexion du poste conseiller.")
FILE_OPENED = declare(
    "accounts.file_opened", "Dossier ouvert pour une demi-heure : {reason}.", "reason",
    for_staff=True,
)  # fmt: skip
FILE_READ = declare(
    "accounts.file_read", "Un conseiller a ouvert votre dossier : {reason}.", "reason"
)
FILES_BLOCKED = declare(
    "accounts.files_blocked",
    "Alerte : {files} dossiers ouverts en une heure, les suivants sont bloqués.",
    "files",
)
CALLED_BACK = declare(
    "accounts.called_back",
    "Un conseiller vous a rappelé au {masked_number}. Réponses justes : {answers}.",
    "masked_number",
    "answers",
)
# The two words of a member.
WORDS_CHANGED = declare("accounts.words_changed", "Vos deux mots ont changé.")
MESSAGE_CHECKED = declare(
    "accounts.message_checked", "« Ce message vient-il de nous ? » : {answer}.", "answer"
)
DOCUMENT_CHECKED = declare(
    "accounts.document_checked", "Un document vérifié par son numéro : {answer}.", "answer"
)

# Carers: what is given, to whom, what they read, and why it ends.
ACCESS_GIVEN = declare(
    "accounts.access_given",
    "Accès proposé à {name} jusqu’au {until} : {functions}.",
    "name",
    "until",
    "functions",
)
ACCESS_INVITED = declare(
    "accounts.access_invited", "Invitation préparée pour {name} : {how}.", "name", "how"
)
ACCESS_ACCEPTED = declare(
    "accounts.access_accepted", "{name} a accepté l’accès à votre espace.", "name"
)
HELP_BEGAN = declare(
    "accounts.help_began", "Vous pouvez aider {name}, jusqu’au {until}.", "name", "until"
)
ACCESS_ENDED = declare(
    "accounts.access_ended", "L’accès de {name} est terminé : {why}.", "name", "why"
)
HELP_ENDED = declare("accounts.help_ended", "Vous n’aidez plus {name} : {why}.", "name", "why")
CARER_CODE_REFUSED = declare(
    "accounts.carer_code_refused",
    "Code d’aidant refusé depuis {device} : {why}.",
    "why",
    "device",
    "source",
)
CARER_READ = declare("accounts.carer_read", "{name} {does}.", "name", "does")

# Old passwords: the first good sign-in, and the job that wraps them.
OLD_PASSWORD_KEPT = declare(
    "accounts.old_password_kept",
    "Connexion avec vos anciens codes : votre mot de passe est maintenant mieux protégé.",
)
OLD_PASSWORDS_WRAPPED = declare(
    "accounts.old_passwords_wrapped",
    "{count} anciens mots de passe protégés, {unreadable} illisibles.",
    "count",
    "unreadable",
)
OLD_ACCOUNTS_COUNTED = declare(
    "accounts.old_accounts_counted", "{count} anciens accès inscrits, à mettre à jour.", "count"
)

# The second step, devices and sessions.
DEVICE_REMEMBERED = declare("accounts.device_remembered", "Appareil retenu : {device}.", "device")

# Changing the e-mail that somebody signs in with.
CARER_TO_PROVE = declare(
    "accounts.carer_to_prove", "Accès d’aidant à confirmer depuis l’adresse {masked_email}.",
    "masked_email",
)  # fmt: skip
EMAIL_CHANGE_ASKED = declare(
    "accounts.email_change_asked", "Nouvelle adresse e-mail demandée : {masked_email}.",
    "masked_email",
)  # fmt: skip
EMAIL_CHANGE_NOT_SENT = declare(
    "accounts.email_change_not_sent", "Nouvelle adresse e-mail, aucun message parti : {why}.",
    "why", for_staff=True,
)  # fmt: skip
EMAIL_CHANGE_DROPPED = declare(
    "accounts.email_change_dropped", "Nouvelle adresse e-mail abandonnée : {masked_email}.",
    "masked_email",
)  # fmt: skip
EMAIL_CHANGED = declare(
    "accounts.email_changed", "Adresse e-mail changée : vous vous connectez avec {masked_email}.",
    "masked_email",
)  # fmt: skip
EMAIL_CHANGE_UNDONE = declare(
    "accounts.email_change_undone",
    "Changement d’adresse annulé depuis l’ancienne : {masked_email} ne sert plus, l’accès est"
    " bloqué jusqu’au choix d’un nouveau mot de passe.",
    "masked_email",
)

# From the old number to the e-mail.
STATE_CHANGED_UNSEEN = declare(
    "accounts.state_changed_unseen", "L’accès change d’état : {state}.", "state", for_staff=True
)
TERMS_ACCEPTED = declare(
    "accounts.terms_accepted", "Conditions d’utilisation du {terms} acceptées.", "terms"
)
PUT_OFF = declare(
    "accounts.put_off",
    "Mise à jour de l’identifiant remise à plus tard. Encore possible : {left} fois.",
    "left",
)
WENT_WITHOUT_EMAIL = declare(
    "accounts.went_without_email",
    "Accès gardé sans adresse e-mail : le numéro de la carte sert à se connecter.",
)
OLD_PASSWORD_REPLACED = declare(
    "accounts.old_password_replaced", "Mot de passe de l’ancien espace remplacé par un nouveau."
)
ADDRESS_CLEARED_UP = declare(
    "accounts.address_cleared_up",
    "Adresse e-mail éclaircie par un conseiller : {explanation}",
    "explanation",
    for_staff=True,
)

# A forgotten or changed password, and what is shown again before an act that matters.
RESET_ASKED = declare(
    "accounts.reset_asked",
    "Mot de passe oublié : message demandé {how} depuis {device}.",
    "how",
    "device",
    "source",
)
RESET_ANSWERED = declare(
    "accounts.reset_answered", "Mot de passe oublié : {count} messages préparés.", "count",
    for_staff=True,
)  # fmt: skip
PASSWORD_RESET = declare(
    "accounts.password_reset",
    "Nouveau mot de passe choisi après un oubli, depuis {device}.",
    "device",
    "source",
)
PASSWORD_CHANGED = declare("accounts.password_changed", "Mot de passe changé.")
STEP_UP_GIVEN = declare(
    "accounts.step_up_given",
    "Mot de passe et code donnés à nouveau depuis {device}, pour {act}.",
    "act",
    "device",
    "source",
)
STEP_UP_REFUSED = declare(
    "accounts.step_up_refused",
    "Mot de passe inexact depuis {device}, demandé à nouveau pour {act}.",
    "act",
    "device",
    "source",
)
SESSION_ENDED = declare("accounts.session_ended", "Session fermée à distance : {device}.", "device")
DEVICE_FORGOTTEN = declare("accounts.device_forgotten", "Appareil oublié : {device}.", "device")
APP_BEGUN = declare(
    "accounts.app_begun", "Une application de codes va être reliée, son carré est montré."
)
APP_LINKED = declare("accounts.app_linked", "Application de codes reliée.")
APP_REMOVED = declare("accounts.app_removed", "Application de codes retirée.")
RECOVERY_CODES_MADE = declare(
    "accounts.recovery_codes_made", "Nouveaux codes de secours : les anciens ne servent plus."
)
PASSKEY_ADDED = declare("accounts.passkey_added", "Clé d’accès ajoutée : {label}.", "label")
PASSKEY_REMOVED = declare("accounts.passkey_removed", "Clé d’accès retirée : {label}.", "label")
PASSKEY_REFUSED = declare(
    "accounts.passkey_refused", "Clé d’accès refusée depuis {device}.", "device", "source"
)

# Without an e-mail.
ACTIVATION_LETTER_SENT = declare(
    "accounts.activation_letter_sent",
    "Courrier d’activation préparé pour votre adresse postale, code valable jusqu’au {expires}.",
    "expires",
)

LETTER_NOT_SENT = declare(
    "accounts.letter_not_sent", "Courrier demandé, aucun n’est parti : {why}", "why", for_staff=True
)

OPENED_BY_LETTER = declare(
    "accounts.opened_by_letter",
    "Compte ouvert sans adresse e-mail, avec le code d’un courrier : mot de passe choisi,"
    " conditions du {terms} acceptées.",
    "terms",
)

SHEET_SENT = declare(
    "accounts.sheet_sent", "Nouvelle feuille de codes préparée pour votre adresse postale."
)

RESET_LETTER_SENT = declare(
    "accounts.reset_letter_sent",
    "Courrier préparé pour choisir un nouveau mot de passe, code valable jusqu’au {expires}.",
    "expires",
)

# « Ma carte vite », at a counter and without an account.
CARD_ASKED = declare(
    "accounts.card_asked",
    "Code demandé par SMS pour voir une carte, depuis {device}.",
    "device",
    "source",
)
CARD_ASKED_ANSWERED = declare(
    "accounts.card_asked_answered", "Carte demandée par SMS : {count} codes préparés.", "count",
    for_staff=True,
)  # fmt: skip
CARD_CODE_SENT = declare(
    "accounts.card_code_sent",
    "Code préparé par SMS pour voir votre carte, pour le mobile finissant par {last_digits}.",
    "last_digits",
)
CARD_CODE_NOT_SENT = declare(
    "accounts.card_code_not_sent", "Code pour voir votre carte demandé, mais non envoyé : {why}.",
    "why",
)  # fmt: skip
CARD_CODE_REFUSED = declare(
    "accounts.card_code_refused",
    "Code inexact pour voir votre carte, depuis {device}.",
    "device",
    "source",
)
CARD_SHOWN = declare(
    "accounts.card_shown",
    "Carte montrée 10 minutes sans connexion, avec un code reçu par SMS, depuis {device}.",
    "device",
    "source",
)
CARD_HIDDEN = declare("accounts.card_hidden", "« J’ai fini » : la carte montrée est cachée.")
CLOSING_ANNOUNCED = declare(
    "accounts.closing_announced",
    "Nous vous avons prévenu que votre espace se ferme après le {last_day}.",
    "last_day",
)
