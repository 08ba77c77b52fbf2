"""The child process in which a file that somebody gave is opened, judged and made anew.

    python -m espace_client.documents.cleaning < question > answer

Nothing that comes from outside is parsed elsewhere: what makes a parser fail, fill the memory or
run for ever ends with this process (quality 3.1). It knows neither Django nor the database. One
question a process: a line of JSON, then the bytes of the files; the answer in the same way.

A photograph becomes a JPEG without its metadata. A PDF becomes new pages: annotations are drawn
into them, and nothing else of the file is carried over, no script, action, form or attachment.
"""

import io
import json
import resource
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

MEMORY = 1_200_000_000  # bytes of addresses
SECONDS = 20
FILE_SIZE = 64_000_000  # nothing is written to a file at all
MOST_PIXELS = 100_000_000
MOST_INFLATED = 150_000_000  # bytes of one stream of a PDF: a page of A4 at 600 dots an inch is 104
MOST_PAGES = 100
LONGEST_SIDE = 4000
SHORT_SIDE = 900  # pixels: below, small print is hard to read
SHARP_ENOUGH = 150  # variance of the Laplacian at 1000 pixels: 1800 for print, 110 once it is lost
THUMBNAIL = 400
PDF, JPEG = "application/pdf", "image/jpeg"
_QUALITY = 85
_PICTURES = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "tiff": "TIFF", "heic": "HEIF"}
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
_CALLS = {"/JS", "/JavaScript", "/AA", "/A", "/OpenAction", "/Launch", "/EF", "/F", "/FFilter",
          "/FDecodeParms", "/Ref", "/OPI", "/Metadata", "/PieceInfo", "/XFA", "/URI", "/Annots",
          "/AF", "/PrinterMark", "/Group3D"}  # fmt: skip


class Refused(Exception):
    """The file is not kept; `args[0]` is the code of why."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is kept of a file."""

    content: bytes
    media_type: str
    pages: int
    thumbnail: bytes
    doubt: str


def kind_of(content: bytes) -> str:
    """What a file is, by its first bytes; never by its name. A code of a kind that is read, or one
    of those that can be named to whoever gave it, or empty."""
    start = content[:1024]
    if start[:5] == b"%PDF-":
        return "pdf"
    if start[:3] == b"\xff\xd8\xff":
        return "jpeg"
    if start[:8] == b"\x89PNG\r\n\x1a\n":
        return "png"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    if start[:4] in (b"II*\0", b"MM\0*"):
        return "tiff"
    if start[4:8] == b"ftyp":
        return "heic" if start[8:12] in _HEIC_BRANDS else "video"
    return _named(start, content)


def _named(start: bytes, content: bytes) -> str:
    if start[:4] == b"PK\x03\x04":
        # An office file is an archive whose first entries say which one it is.
        for mark, kind in ((b"word/", "word"), (b"xl/", "excel"), (b"opendocument.text", "word")):
            if mark in content[:65536]:
                return kind
        return "archive"
    if start[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "word"
    if start[:2] in (b"MZ", b"#!") or start[:4] == b"\x7fELF":
        return "program"
    if start[:3] in (b"Rar", b"7z\xbc", b"\x1f\x8b\x08"):
        return "archive"
    text = start.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if text.startswith((b"<svg", b"<!doctype", b"<html", b"<?xml")):
        return "page"
    if start[:3] in (b"ID3", b"GIF"):
        return "gif" if start[:3] == b"GIF" else "sound"
    return ""


def clean(content: bytes) -> Cleaned:
    """*content* made anew. Raises Refused."""
    kind = kind_of(content)
    if kind == "pdf":
        return _clean_pdf(content)
    if kind in _PICTURES:
        return _clean_picture(content, _PICTURES[kind])
    raise Refused(kind or "unknown")


def merge(parts: Sequence[tuple[bytes, str]]) -> Cleaned:
    """One document of all the pages of *parts*, which were cleaned, in their order."""
    import pikepdf

    with pikepdf.new() as whole:
        for content, media_type in parts:
            pdf = content if media_type == PDF else _as_pdf([_opened(content, "JPEG")])
            with pikepdf.open(io.BytesIO(pdf)) as part:
                whole.pages.extend(part.pages)
        if len(whole.pages) > MOST_PAGES:
            raise Refused("pages")
        written = io.BytesIO()
        whole.save(written)
        pages = len(whole.pages)
    return Cleaned(written.getvalue(), PDF, pages, _first_page(written.getvalue()), "")


# --- Photographs --------------------------------------------------------------------------------


def _clean_picture(content: bytes, format_: str) -> Cleaned:
    from PIL import Image, ImageOps

    frames = []
    try:
        picture = _opened(content, format_)
        count = getattr(picture, "n_frames", 1) if format_ == "TIFF" else 1
        if count > MOST_PAGES:
            raise Refused("pages")
        for number in range(count):
            picture.seek(number)
            _require_size(picture)
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
            frames.append(_on_white(upright))
    except Refused:
        raise
    except Exception as error:  # a parser of foreign bytes may raise anything
        raise Refused("broken") from error
    doubt = _doubt(frames[0])
    if len(frames) == 1:
        return Cleaned(_as_jpeg(frames[0]), JPEG, 1, _small(frames[0]), doubt)
    whole = merge([(_as_pdf(frames), PDF)])  # which leaves the date out that the library puts in
    return Cleaned(whole.content, PDF, len(frames), _small(frames[0]), doubt)


def _opened(content: bytes, format_: str) -> Any:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # ours is stricter, and looks before anything is decoded
    if format_ == "HEIF":
        import pi_heif  # type: ignore[import-untyped]

        pi_heif.register_heif_opener()
    opened = Image.open(io.BytesIO(content), formats=[format_])
    _require_size(opened)
    return opened


def _require_size(picture: Any) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise Refused("huge")
    if not width or not height:
        raise Refused("broken")


def _on_white(picture: Any) -> Any:
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGB", clear.size, "white")
        white.paste(clear, mask=clear.getchannel("A"))
        return white
    return picture.convert("RGB")


def _as_jpeg(picture: Any) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()


def _as_pdf(pictures: Sequence[Any]) -> bytes:
    """Each on a page of its own, 150 dots an inch."""
    first, *others = [one.convert("RGB") for one in pictures]
    written = io.BytesIO()
    first.save(
        written, "PDF", save_all=True, append_images=others, resolution=150, quality=_QUALITY
    )
    return written.getvalue()


def _small(picture: Any) -> bytes:
    reduced = picture.copy()
    reduced.thumbnail((THUMBNAIL, THUMBNAIL))
    return _as_jpeg(reduced)


def _doubt(picture: Any) -> str:
    """Whether it may be hard to read: small, or blurred."""
    from PIL import ImageFilter, ImageStat

    if min(picture.size) < SHORT_SIDE:
        return "small"
    grey = picture.convert("L")
    grey.thumbnail((1000, 1000))
    edges = grey.filter(ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), 1, 128))
    return "blurred" if ImageStat.Stat(edges).var[0] < SHARP_ENOUGH else ""


# --- PDF ----------------------------------------------------------------------------------------


def _clean_pdf(content: bytes) -> Cleaned:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as given, pikepdf.new() as fresh:
            if len(given.pages) > MOST_PAGES:
                raise Refused("pages")
            if not given.pages:
                raise Refused("broken")
            for stream in _streams(given):
                _require_small(stream)
            given.generate_appearance_streams()  # of form fields: what was typed is seen
            given.flatten_annotations("print")
            for page in given.pages:
                _without_calls_in(page.obj)
            fresh.pages.extend(given.pages)
            _without_calls(fresh)
            written = io.BytesIO()
            fresh.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            pages = len(fresh.pages)
    except pikepdf.PasswordError as error:
        raise Refused("password") from error
    except Refused:
        raise
    except Exception as error:  # the same
        raise Refused("broken") from error
    return Cleaned(written.getvalue(), PDF, pages, _first_page(written.getvalue()), "")


def _streams(pdf: Any) -> Iterator[Any]:
    import pikepdf

    return (one for one in pdf.objects if isinstance(one, pikepdf.Stream))


def _require_small(stream: Any) -> None:
    """Whether what is packed stays reasonable, without ever holding it unpacked."""
    if "/FlateDecode" not in str(stream.get("/Filter", "")):
        return
    unpacking, packed, size = zlib.decompressobj(), bytes(stream.read_raw_bytes()), 0
    while packed and not unpacking.eof:
        try:
            size += len(unpacking.decompress(packed, 1_000_000))
        except zlib.error:
            return  # a broken stream is drawn as far as it goes
        packed = unpacking.unconsumed_tail
        if size > MOST_INFLATED:
            raise Refused("huge")


def _without_calls(pdf: Any) -> None:
    """Nothing in it acts, opens or fetches anything."""
    import pikepdf

    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            _without_calls_in(one)


def _without_calls_in(one: Any) -> None:
    for key in set(one.keys()) & _CALLS:
        del one[key]


def _first_page(pdf: bytes) -> bytes:
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(pdf)
        page = document[0]
        scale = min(THUMBNAIL / max(page.get_size()), 1.0)
        return _as_jpeg(page.render(scale=scale).to_pil().convert("RGB"))
    except Exception as error:  # the same
        raise Refused("broken") from error


# --- The process --------------------------------------------------------------------------------


def limit_myself() -> None:
    """From here on this process cannot harm the machine, whatever it reads."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(question: BinaryIO) -> tuple[dict[str, Any], bytes, bytes]:
    """What is said of the files of *question*, what is kept of them, and its thumbnail."""
    asked = json.loads(question.readline())
    files = [question.read(size) for size in asked["sizes"]]
    try:
        if asked["types"]:
            found = merge(list(zip(files, asked["types"], strict=True)))
        else:
            found = clean(files[0])
    except Refused as refusal:
        return {"refused": refusal.args[0]}, b"", b""
    except MemoryError:
        return {"refused": "huge"}, b"", b""
    said = {
        "media_type": found.media_type, "pages": found.pages, "doubt": found.doubt,
        "size": len(found.content),
    }  # fmt: skip
    return said, found.content, found.thumbnail


def main() -> None:
    """Answer the one question that comes in."""
    limit_myself()
    said, content, thumbnail = answer(sys.stdin.buffer)
    out = sys.stdout.buffer
    out.write(json.dumps(said).encode() + b"\n" + content + thumbnail)
    out.flush()


if __name__ == "__main__":
    main()
