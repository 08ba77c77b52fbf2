"""The files of quality 3.1, each with the verdict that is due. Made here, but for one photograph.

`iphone.heic` was encoded for these tests from a drawing of ours, as a telephone does, with the
place where it was taken: no encoder of the format is among the locked packages.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw

from tests.bench.clamd import EICAR

FILES = Path(__file__).with_name("files")
GPS = 0x8825


@dataclass(frozen=True)
class Case:
    """One file: its name, how it is made, and its verdict: « ok », or the code of the refusal."""

    name: str
    make: Callable[[], bytes]
    verdict: str = "ok"
    pages: int = 1
    doubt: str = ""


def page(width: int = 1240, height: int = 1754, text: str = "Facture du 22 mars") -> Image.Image:
    """A page with print on it, sharp."""
    made = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(made)
    for line in range(60, height - 40, 48):
        draw.text((50, line), f"{text} 2022, consultation, 25,00", fill="black", font_size=26)
    return made


def picture(format_: str, made: Image.Image | None = None, **more: object) -> bytes:
    written = io.BytesIO()
    (made or page()).save(written, format_, **more)  # type: ignore[arg-type]
    return written.getvalue()


def located() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "Apple"
    exif[0x0112] = 6  # turned by a quarter
    place = exif.get_ifd(GPS)
    place[1], place[2], place[3], place[4] = "N", (48.0, 6.0, 42.0), "W", (1.0, 40.0, 12.0)
    return exif


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, *, pages: int = 1) -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as made:
        for _number in range(pages):
            made.add_blank_page(page_size=(595, 842))
        if change:
            change(made)
        made.save(written)
    return written.getvalue()


def _script(made: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('CANARY-JS')")
    made.Root.OpenAction = action
    made.Root.AA = pikepdf.Dictionary(WC=action)
    made.pages[0].AA = pikepdf.Dictionary(O=action)
    made.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=["x", made.make_indirect(action)])
    )


def _attachment(made: pikepdf.Pdf) -> None:
    made.attachments["CANARY.exe"] = b"MZ CANARY-ATTACHED"


def _launch(made: pikepdf.Pdf) -> None:
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 99, 99],
        A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="CANARY-LAUNCH.exe"),
    )  # fmt: skip
    made.pages[0].Annots = [made.make_indirect(link)]


def _form(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = pikepdf.Dictionary(
        XFA=made.make_stream(b"<xdp>CANARY-XFA</xdp>"), Fields=[]
    )


def _outside(made: pikepdf.Pdf) -> None:
    stream = made.make_stream(b"")
    stream.F = pikepdf.Dictionary(FS=pikepdf.Name.URL, F="http://CANARY-OUTSIDE.example/x")
    made.pages[0].Contents = stream


def _metadata(made: pikepdf.Pdf) -> None:
    made.docinfo["/Author"] = "CANARY-AUTHOR"


@cache
def bomb_pdf() -> bytes:
    """Small, and 200 MB once its one stream is unpacked."""
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(bytes(1_000_000)) for _ in range(200)) + packing.flush()

    def swell(made: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(made, packed)
        stream.Filter = pikepdf.Name.FlateDecode
        made.pages[0].Contents = made.make_indirect(stream)

    return pdf(swell)


@cache
def bomb_png() -> bytes:
    """Small, and 900 million pixels once it is decoded."""
    side = 30_000

    def chunk(kind: bytes, content: bytes) -> bytes:
        sum_ = zlib.crc32(kind + content).to_bytes(4, "big")
        return len(content).to_bytes(4, "big") + kind + content + sum_

    head = side.to_bytes(4, "big") * 2 + bytes([1, 0, 0, 0, 0])
    line = bytes(1 + side // 8)
    packing = zlib.compressobj(9)
    body = b"".join(packing.compress(line) for _ in range(side)) + packing.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def _locked() -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(written, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return written.getvalue()


def _owned() -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(written, encryption=pikepdf.Encryption(user="", owner="secret"))
    return written.getvalue()


def _archive(*names: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in names:
            archive.writestr(name, b"x" * 100)
    return written.getvalue()


def _zip_bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0", bytes(50_000_000))
    return written.getvalue()


_SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def _clear_png() -> bytes:
    made = page().convert("RGBA")
    made.putalpha(128)
    return picture("PNG", made)


def _fax() -> bytes:
    first, second = (page(text=text).convert("1") for text in ("Un", "Deux"))
    return picture("TIFF", first, compression="group4", save_all=True, append_images=[second])


def cases() -> Iterator[Case]:
    """All of them."""
    yield Case("facture.pdf", pdf)
    yield Case("trois-pages.pdf", lambda: pdf(pages=3), pages=3)
    yield Case("photo.jpg", lambda: picture("JPEG"))
    yield Case("photo.jfif", lambda: picture("JPEG"))
    yield Case("photo.JPEG", lambda: picture("JPEG", exif=located()))
    yield Case("capture.png", lambda: picture("PNG"))
    yield Case("claire.png", _clear_png)
    yield Case("grise.png", lambda: picture("PNG", page().convert("L")))
    yield Case("un-bit.png", lambda: picture("PNG", page().convert("1")))
    yield Case("palette.png", lambda: picture("PNG", page().convert("P")))
    yield Case("quadri.jpg", lambda: picture("JPEG", page().convert("CMYK")))
    yield Case("photo.webp", lambda: picture("WEBP"))
    yield Case(
        "animee.webp", lambda: picture("WEBP", save_all=True, append_images=[page(text="Deux")])
    )
    yield Case("fax.tiff", lambda: picture("TIFF"))
    yield Case(
        "fax-deux.tif",
        _fax,
        pages=2,
    )
    yield Case("iphone.heic", (FILES / "iphone.heic").read_bytes)
    yield Case("mal-nommee.pdf", lambda: picture("JPEG"))
    yield Case("mal-nomme.jpg", pdf)
    yield Case("petite.jpg", lambda: picture("JPEG", page(400, 560)), doubt="small")
    yield Case(
        "floue.jpg", lambda: picture("JPEG", page().resize((62, 88)).resize((1240, 1754))),
        doubt="blurred",
    )  # fmt: skip
    yield Case("grande.jpg", lambda: picture("JPEG", page(5000, 7000), quality=40))
    yield Case("polyglotte.jpg", lambda: picture("JPEG") + _archive("CANARY-ZIP.txt"))
    yield Case("polyglotte.pdf", lambda: pdf() + b"\n<script>CANARY-TAIL</script>")
    yield Case("script.pdf", lambda: pdf(_script))
    yield Case("piece-jointe.pdf", lambda: pdf(_attachment))
    yield Case("lance.pdf", lambda: pdf(_launch))
    yield Case("xfa.pdf", lambda: pdf(_form))
    yield Case("dehors.pdf", lambda: pdf(_outside))
    yield Case("auteur.pdf", lambda: pdf(_metadata))
    yield Case("interdit-de-copier.pdf", _owned)
    yield Case("ferme.pdf", _locked, "password")
    yield Case("bombe.pdf", bomb_pdf, "huge")
    yield Case("bombe.png", bomb_png, "huge")
    yield Case("bombe.zip", _zip_bomb, "archive")
    yield Case("livre.pdf", lambda: pdf(pages=101), "pages")
    yield Case("vide.pdf", lambda: b"", "empty")
    yield Case("coupe.jpg", lambda: picture("JPEG")[:2000], "broken")
    yield Case("coupe.pdf", lambda: b"%PDF-1.7\n" + b"x" * 500, "broken")
    yield Case("coupe.png", lambda: picture("PNG")[:300], "broken")
    yield Case("dessin.svg", lambda: _SVG, "page")
    yield Case("dessin.png", lambda: _SVG, "page")
    yield Case("page.html", lambda: b"<!DOCTYPE html><p>bonjour", "page")
    yield Case("facture.docx", lambda: _archive("word/document.xml"), "word")
    yield Case("tableau.xlsx", lambda: _archive("xl/workbook.xml"), "excel")
    yield Case("ancien.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "word")
    yield Case("programme.pdf", lambda: b"MZ" + bytes(600), "program")
    yield Case("film.mp4", lambda: b"\0\0\0\x20ftypisom" + bytes(600), "video")
    yield Case("anime.gif", lambda: picture("GIF"), "gif")
    yield Case("texte.txt", lambda: b"bonjour", "unknown")
    yield Case("eicar.pdf", lambda: EICAR, "unknown")  # without an antivirus; with one: virus
