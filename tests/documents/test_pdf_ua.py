"""Every document we make is PDF/UA: what can be seen in a moment, then what veraPDF says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.environment import ROOT
from tests.bench.pdf import Document
from tests.documents.broken import untagged, without, without_words
from tests.documents.samples import SAMPLES, document

each_sample = pytest.mark.parametrize("name", SAMPLES)
_JUDGE = ROOT / "tools" / "verapdf.py"


@each_sample
@pytest.mark.promise("8.11")
def test_a_document_is_tagged_titled_in_french_with_its_fonts(name):
    made = Document(SAMPLES[name]())
    assert list(made.faults()) == []
    assert made.fonts
    assert "\ufffd" not in made.text


@pytest.mark.promise("8.11")
@pytest.mark.parametrize("spoilt", [untagged, without_words], ids=lambda how: how.__name__)
def test_the_quick_checks_see_a_spoilt_document(spoilt):
    assert list(Document(spoilt(document())).faults())


def judged(profile: str, folder: Path, documents: dict[str, bytes]) -> dict[str, str]:
    """What veraPDF says of each document, by name: « PASS », or the rules that are broken."""
    for name, content in documents.items():
        (folder / f"{name}.pdf").write_bytes(content)
    files = [str(folder / f"{name}.pdf") for name in documents]
    done = subprocess.run(
        [sys.executable, _JUDGE, profile, *files], capture_output=True, text=True, timeout=900
    )
    assert done.returncode in (0, 1), done.stderr
    verdicts = re.split(r"^(?=PASS |FAIL )", done.stdout, flags=re.MULTILINE)[1:]
    return {
        name: "PASS" if said.startswith("PASS ") else said.partition("\n")[2]
        for name, said in zip(documents, verdicts, strict=True)
    }


@pytest.mark.audit
@pytest.mark.promise("8.11")
@pytest.mark.promise("I3.7")
@pytest.mark.parametrize("profile", ["PDFUA-1", "PDFA-3A"])
def test_verapdf_passes_every_document(profile, tmp_path):
    made = {name: make() for name, make in SAMPLES.items()}
    assert judged(profile, tmp_path, made) == dict.fromkeys(SAMPLES, "PASS")


@pytest.mark.audit
def test_verapdf_refuses_a_spoilt_document(tmp_path):
    spoilt = {
        "good": document(),
        "untagged": untagged(document()),
        "no-language": without(document(), "/Lang"),
        "no-words": without_words(document()),
    }
    found = judged("PDFUA-1", tmp_path, spoilt)
    assert [name for name, said in found.items() if said == "PASS"] == ["good"]
    assert "7.1-" in found["untagged"]  # ISO 14289-1, 7.1: content is tagged
    assert "7.3-" in found["no-words"]  # 7.3: a figure has an alternative
