"""One include per room."""

from django.conf import settings
from django.urls import include, path

from espace_client.home.urls import access, all_papers
from espace_client.ui.health import healthz
from espace_client.ui.views import text_size

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("texte/<slug:size>", text_size, name="text_size"),
    path("", include("espace_client.home.urls")),
    path("", include(access)),
    path("", include("espace_client.accounts.urls")),
    path("", include("espace_client.contracts.urls")),
    path("", include(all_papers)),
    path("", include("espace_client.contributions.urls")),
    path("", include("espace_client.demarches.urls")),
    path("", include("espace_client.conversations.urls")),
    path("", include("espace_client.reimbursements.urls")),
    path(settings.DESK_PATH, include("espace_client.desk.urls")),
    *([path("demo/", include("espace_client.demo.urls"))] if settings.DEMO else []),
]

handler400 = "espace_client.ui.errors.bad_request"
handler403 = "espace_client.ui.errors.forbidden"
handler404 = "espace_client.ui.errors.not_found"
handler500 = "espace_client.ui.errors.failure"
