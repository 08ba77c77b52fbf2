"""Why a file is not kept, in one sentence that says what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What it is, where that can be told: « C’est … ».
_KINDS: dict[str, str | Promise] = {
    "word": gettext_lazy("un fichier Word"),
    "excel": gettext_lazy("un tableau Excel"),
    "archive": gettext_lazy("un dossier compressé"),
    "program": gettext_lazy("un programme"),
    "page": gettext_lazy("une page web ou un dessin"),
    "video": gettext_lazy("une vidéo"),
    "sound": gettext_lazy("un enregistrement"),
    "gif": gettext_lazy("une image GIF"),
}
_WHY: dict[str, str | Promise] = {
    "empty": gettext_lazy("« %(name)s » est vide. Choisissez-le de nouveau, ou photographiez-le."),
    "big": gettext_lazy(
        "« %(name)s » pèse plus de 10 Mo. Photographiez seulement la page utile, et envoyez-la."
    ),
    "in_all": gettext_lazy(
        "« %(name)s » n’a plus de place : un envoi pèse 50 Mo au plus. Envoyez-le à part."
    ),
    "many": gettext_lazy(
        "« %(name)s » est de trop : nous gardons les 10 premiers fichiers. Envoyez-le ensuite."
    ),
    "day": gettext_lazy(
        "« %(name)s » n’a plus de place aujourd’hui : vous avez envoyé 50 Mo. Envoyez-le demain."
    ),
    "broken": gettext_lazy(
        "« %(name)s » est abîmé : il ne s’ouvre pas. Photographiez la page utile, et envoyez-la."
    ),
    "slow": gettext_lazy(
        "« %(name)s » est trop compliqué pour être lu. Photographiez la page utile, et envoyez-la."
    ),
    "huge": gettext_lazy(
        "« %(name)s » est trop grand une fois ouvert. Photographiez la page utile, et envoyez-la."
    ),
    "pages": gettext_lazy("« %(name)s » a plus de 100 pages. Envoyez seulement les pages utiles."),
    "password": gettext_lazy(
        "« %(name)s » est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis"
        " renvoyez-le."
    ),
    "virus": gettext_lazy(
        "« %(name)s » contient un virus : nous ne le gardons pas. Faites vérifier votre appareil."
    ),
}


def sentence_of(code: str, name: str) -> str:
    """The sentence for a file of that *name*."""
    if code in _WHY:
        return str(_WHY[code]) % {"name": name}
    if code in _KINDS:
        return _(
            "« %(name)s » est %(kind)s. Nous lisons les PDF et les photos : enregistrez-le en PDF,"
            " ou photographiez-le."
        ) % {"name": name, "kind": _KINDS[code]}
    return _(
        "« %(name)s » n’est ni un PDF, ni une photo. Enregistrez-le en PDF, ou photographiez-le."
    ) % {"name": name}
