"""Each check fails on the page it was written against, and lets a good page through."""

import pytest
from django.http import HttpResponse

from tests.bench.page_checks import ANSWER_CHECKS, PAGE_CHECKS, faults, headers, leaks, words
from tests.bench.page_checks.seen import Seen
from tests.documents.broken import without
from tests.documents.samples import document

GOOD = """<!doctype html>
<html lang="fr">
<head><title>Me connecter – Mutuelle Horizon</title>
<link rel="stylesheet" href="/static/ui/portal.css">
<script src="/static/ui/portal.js"></script></head>
<body>
<a href="#main">Aller au contenu</a>
<main id="main">
<h1>Me connecter</h1>
<h2>Jusqu’où\u00a0?</h2><h3>«\u00a0Loin\u00a0»</h3>
<p>Appelez le <a href="tel:0199001234">01 99 00 12 34</a>.</p>
<img src="/static/ui/brand/horizon.svg" alt=""><svg aria-hidden="true"><path d="M0 0" /></svg>
<form method="post" action="">
<input type="hidden" name="csrfmiddlewaretoken" value="a">
<input type="hidden" name="form_token" value="b">
<label for="email">Votre adresse</label><input id="email" name="email" aria-describedby="hint">
<p id="hint">Par exemple jean@exemple.fr, votre <span class="together">e-mail</span></p>
<label><input type="checkbox" name="terms"> J’accepte</label>
<fieldset><legend>Quel numéro</legend>
<label><input type="radio" name="number" value="8"> 8 chiffres</label></fieldset>
<button>Me connecter</button>
</form>
</main>
</body>
</html>"""


def answer(html: str = GOOD, **changed: str) -> Seen:
    response = HttpResponse(html)
    expected = {name: values[0] for name, values in headers.HEADERS.items()}
    expected["Permissions-Policy"] = ", ".join(f"{name}=()" for name in headers.SWITCHED_OFF)
    expected["Cache-Control"] = "no-store, private"
    expected["Content-Security-Policy"] = "; ".join(f"{k} {v}" for k, v in headers.POLICY.items())
    expected.update({name.replace("_", "-"): value for name, value in changed.items()})
    for name, value in expected.items():
        response[name] = value
    return Seen("GET", "/", response)


def failed(seen: Seen) -> set[str]:
    return {fault.rpartition("[")[2].rstrip("]") for fault in faults(seen)}


def test_a_good_page_passes():
    assert faults(answer()) == []


BROKEN_PAGES = [
    ("kept_together", '<span class="together">e-mail</span>', "e-mail"),
    ("kept_together", '<span class="together">e-mail</span>', "<b>x</b> e-mail"),
    ("language", '<html lang="fr">', "<html>"),
    ("language", '<html lang="fr">', '<html lang="en">'),
    ("title", " – Mutuelle Horizon</title>", "</title>"),
    ("title", "<title>Me connecter – Mutuelle Horizon</title>", ""),
    ("title", "</head>", "<title>Encore – Mutuelle Horizon</title></head>"),
    ("one_h1", "</main>", "<h1>Encore</h1></main>"),
    ("one_h1", "<h1>Me connecter</h1>", "<h1> </h1>"),
    ("headings_in_order", "<h2>", "<h4>A</h4><h2>"),
    ("headings_in_order", "<h1>", "<h2>A</h2><h1>"),
    ("unique_ids", '<p id="hint">', '<p id="email">'),
    ("unique_ids", '<p id="hint">', '<p id="">'),
    ("balanced_tags", "<h2>", "<h2><div>"),
    ("balanced_tags", "</form>", "</form></div>"),
    ("balanced_tags", '<p id="hint">', '<p id="hint" id="hint">'),
    ("references", 'aria-describedby="hint"', 'aria-describedby="hint error"'),
    ("references", 'for="email"', 'for="mail"'),
    ("references", 'aria-describedby="hint"', 'aria-labelledby="name"'),
    ("references", 'href="#main"', 'href="#nowhere"'),
    ("images", ' alt=""', ""),
    ("images", ' aria-hidden="true"', ""),
    ("names", "<button>Me connecter</button>", '<button class="icon"></button>'),
    ("names", "Aller au contenu</a>", "</a>"),
    ("labels", '<label for="email">Votre adresse</label>', ""),
    ("labels", "Votre adresse</label>", "</label>"),
    ("labels", "</form>", '<select name="a"></select></form>'),
    ("labels", "</form>", '<textarea name="a" aria-label="Message"></textarea></form>'),
    ("groups", "<fieldset><legend>Quel numéro</legend>", "<div>"),
    ("complete_forms", ' method="post"', ""),
    ("complete_forms", ' action=""', ""),
    ("complete_forms", 'name="csrfmiddlewaretoken"', 'name="token"'),
    ("complete_forms", 'name="form_token" value="b"', 'name="form_token" value=""'),
    ("complete_forms", "<button>Me connecter</button>", '<button type="button">Rien</button>'),
    ("nothing_ticked", 'name="terms"', 'name="terms" checked'),
    ("nothing_inline", "</head>", "<style>p{}</style></head>"),
    ("nothing_inline", "</head>", "<script>run()</script></head>"),
    ("nothing_inline", "<button>", '<button onclick="run()">'),
    ("nothing_inline", "<button>", '<button style="color:red">'),
    ("nothing_from_elsewhere", 'href="#main"', 'href="https://elsewhere.test/"'),
    ("nothing_from_elsewhere", 'href="#main"', 'href="//elsewhere.test/"'),
    ("nothing_from_elsewhere", 'href="#main"', 'href="javascript:run()"'),
    ("nothing_from_elsewhere", 'href="#main"', 'href="http://espace.example.test/"'),
    ("nothing_from_elsewhere", 'src="/static/ui/portal.js"', 'src="https://cdn.test/a.js"'),
    ("nothing_from_elsewhere", ' action=""', ' action="https://elsewhere.test/"'),
    ("nothing_from_elsewhere", "</head>", '<meta http-equiv="refresh" content="1"></head>'),
    ("nothing_undefined", "Quel numéro", "⟦undefined card.number⟧"),
    ("apostrophes", "Jusqu’où", "Jusqu'où"),
    ("apostrophes", ' alt=""', ' alt="L\'aurore"'),
    ("spaces", "où\u00a0?", "où ?"),
    ("spaces", "où\u00a0?", "où\n?"),
    ("spaces", "où\u00a0?", "où?"),
    ("spaces", "Quel numéro<", "Quel numéro <b>:</b><"),
    ("spaces", "«\u00a0Loin", "« Loin"),
    ("spaces", "Loin\u00a0»", "Loin »"),
    ("no_hated_word", "Quel numéro", "Demande traitée"),
]


@pytest.mark.parametrize(("check", "good", "broken"), BROKEN_PAGES)
def test_a_broken_page_fails_its_check(check, good, broken):
    assert good in GOOD
    assert check in failed(answer(GOOD.replace(good, broken, 1)))


BROKEN_HEADERS = [
    ("policy", {"Content_Security_Policy": ""}),
    (
        "policy",
        {"Content_Security_Policy": "default-src 'none'; script-src 'self' 'unsafe-inline'"},
    ),
    ("never_stored", {"Cache_Control": "max-age=60"}),
    ("security", {"X_Frame_Options": "SAMEORIGIN"}),
    ("security", {"Referrer_Policy": "unsafe-url"}),
    ("security", {"Permissions_Policy": "camera=()"}),
]


@pytest.mark.parametrize(("check", "changed"), BROKEN_HEADERS)
def test_a_broken_header_fails_its_check(check, changed):
    assert failed(answer(**changed)) == {check}


@pytest.mark.parametrize(
    "changed",
    [
        {"key": "session"},
        {"httponly": False},
        {"secure": False},
        {"samesite": "None"},
        {"domain": "example.test"},
    ],
)
def test_a_loose_cookie_fails(changed):
    seen = answer()
    strict = {"key": "__Host-a", "secure": True, "httponly": True, "samesite": "Lax"}
    seen.response.set_cookie(**strict)
    assert failed(seen) == set()
    seen.response.set_cookie(**{**strict, "key": "__Host-b", **changed})
    assert failed(seen) == {"cookies"}


def test_a_fourth_cookie_fails():
    seen = answer()
    for name in "abcd":
        seen.response.set_cookie(
            f"__Host-{name}", secure=True, httponly=True, samesite="Strict", path="/"
        )
    assert failed(seen) == {"cookies"}


def test_a_box_that_the_member_ticked_stays_ticked():
    page = GOOD.replace('name="terms"', 'name="terms" checked')
    assert faults(Seen("POST", "/", answer(page).response, posted={"terms": "on"})) == []


def test_another_language_keeps_its_own_apostrophes():
    page = GOOD.replace("Jusqu’où", '<span lang="en">Don\'t</span> Jusqu’où')
    assert failed(answer(page)) == set()


def test_a_name_keeps_the_apostrophe_of_the_file(monkeypatch):
    page = GOOD.replace("Jusqu’où", "Éloïse D'Orléans")
    assert failed(answer(page)) == {"apostrophes"}
    monkeypatch.setattr(words, "AS_TYPED", {"D'Orléans"})
    assert failed(answer(page)) == set()


class TestLeaks:
    @pytest.fixture(autouse=True)
    def _two_people(self, monkeypatch):
        mine, theirs = ("11112222", "Ana Lise"), ("48201937", "s@x.test", "Salah Ben'Ali")
        monkeypatch.setattr(leaks, "CANARIES", {"ana": mine, "salah": theirs})

    @pytest.mark.parametrize(
        "leak", ["48201937", "4820\u00a01937", "S@X.TEST", "Salah\n Ben&#x27;Ali"]
    )
    def test_what_belongs_to_somebody_else_is_found(self, leak):
        page = GOOD.replace("Quel numéro", f"{leak} Ana Lise")
        seen = Seen("GET", "/", answer(page).response, may_see=frozenset({"ana"}))
        assert failed(seen) >= {"nothing_of_others"}

    def test_one_s_own_is_no_leak(self):
        page = GOOD.replace("Quel numéro", "1111 2222 Ana Lise")
        assert faults(Seen("GET", "/", answer(page).response, may_see=frozenset({"ana"}))) == []
        assert failed(answer(page)) == {"nothing_of_others"}

    def test_what_one_typed_oneself_is_no_leak_but_a_short_word_hides_nothing(self):
        page = GOOD.replace("Quel numéro", "48201937")
        response = answer(page).response
        assert faults(Seen("POST", "/", response, typed=frozenset({"4820 1937"}))) == []
        assert failed(Seen("POST", "/", response, typed=frozenset({"4820"}))) != set()

    def test_headers_are_searched_as_well(self):
        assert failed(answer(Location="/?n=48201937")) == {"nothing_of_others"}


class TestDocuments:
    """Answers that are a PDF."""

    NAME = 'attachment; filename="attestation-d-affiliation-AT-7K4P-9QXC.pdf"'

    def seen(self, content: bytes, name: str = NAME) -> Seen:
        seen = answer(Content_Disposition=name, Content_Type="application/pdf")
        seen.response.content = content
        return seen

    def test_a_good_document_passes_and_is_searched_for_what_is_somebody_else_s(self, monkeypatch):
        made = self.seen(document("Pour Ana Lise"))
        assert failed(made) == set()
        monkeypatch.setattr(leaks, "CANARIES", {"ana": ("Ana Lise",)})
        assert failed(self.seen(document("Pour Ana Lise"))) == {"nothing_of_others"}

    @pytest.mark.parametrize("lost", ["/MarkInfo", "/Lang", "/StructTreeRoot", "/Metadata"])
    def test_a_document_that_lost_what_a_screen_reader_needs_fails(self, lost):
        assert failed(self.seen(without(document(), lost))) == {"accessible"}

    @pytest.mark.parametrize(
        "name",
        [
            NAME.replace("attachment", "inline"),
            NAME.replace("AT-7K4P-9QXC", "269054958815780"),
            NAME.replace("affiliation", "Ana Lise"),
            "attachment",
        ],
    )
    def test_a_name_that_says_too_much_or_nothing_fails(self, name):
        assert failed(self.seen(document(), name)) == {"named"}


def test_every_check_has_a_broken_page_of_its_own():
    here = {check for check, *_ in BROKEN_PAGES} | {check for check, _ in BROKEN_HEADERS}
    elsewhere = {"cookies", "nothing_of_others", "accessible", "named"}
    assert here | elsewhere == {check.__name__ for check in ANSWER_CHECKS + PAGE_CHECKS}
