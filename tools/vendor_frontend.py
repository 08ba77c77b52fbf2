#!/usr/bin/env python3
"""Rebuild, or check, the front-end files that come from other projects.

For developers only: nothing here runs on a server, and the results are committed.

    python tools/vendor_frontend.py            rebuild (node >= 20, npm, fontTools, brotli)
    python tools/vendor_frontend.py --check    compare with vendor.toml (Python alone)

What it makes, under espace_client/ui/:

    static/ui/vendor/designsystemet.css  theme « horizon » + the components in COMPONENTS
    static/ui/vendor/icons/*.svg         their few icons
    static/ui/fonts/*.woff2              regular and bold, subset for French
    fonts/*.ttf                          the same two faces, whole, for PDF documents
    static/ui/vendor/vendor.toml         name, version, licence, files and sha512 of each

Why each step exists:

* Designsystemet ships every component and every colour scale (24 kB gzip). We keep the
  components we use, drop the states we never show (DROP), then drop each custom property
  that no kept rule, nor portal.css, reads. So: after portal.css begins to use a new
  `--ds-…` token, run this again; `--check` says so.
* Cascade layers are unwrapped, in their order, so that a browser of 2021 that does not
  know `@layer` still gets the page. Hence portal.css must be linked after this file.
* Size modes are dropped: portal.css changes the root font size instead and every size
  here is in rem.
* Icons inside the sheet (`data:`) become files: the pages allow images from 'self' alone.
* Focus rules are dropped: portal.css has one rule for every focusable thing.
* Fonts: see docs/decisions/0004-typeface-and-zero.md.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
UI = ROOT / "espace_client" / "ui"
STATIC = UI / "static" / "ui"
THEME = ROOT / "tools" / "theme" / "horizon.json"
MANIFEST = STATIC / "vendor" / "vendor.toml"

CSS_PACKAGE = ("@digdir/designsystemet-css", "1.22.0")
CLI_PACKAGE = ("@digdir/designsystemet", "1.15.0")
FONT_PACKAGE = ("@expo-google-fonts/atkinson-hyperlegible-next", "0.4.1")

# --- Style sheet -----------------------------------------------------------------------

COMPONENTS = [
    "base", "link", "button", "card", "field", "fieldset", "input", "label", "list",
    "validation-message", "error-summary", "alert", "tag", "table", "details",
    "breadcrumbs", "skip-link",
]  # fmt: skip

# A selector that matches one of these is dropped.
DROP = re.compile(
    r"""focus-visible | ds-focus | \.ds-floating | ds-readonly | readonly | read-only
    | role=switch | indeterminate | data-clickdelegate | click-delegate | u-summary
    | :dir\( | :lang\( | affix | data-field=counter | \.ds-icon | ds-print-preserve
    | \.ds-checkbox--checked | ds-sr-only | ds-list--unstyled | ::part | ds-skiplink
    | img,svg | data-size | data-icon | data-variant=(?:tertiary|default|tinted)
    | data-weight | data-position | sort | data-sticky | data-zebra | zebra | data-hover
    | ^\.ds-validation-message\[data-color | -moz-placeholder
    | data-typography | data-color-scheme | __block
    | data-color=["']?(?:info|neutral) | (?:^|\s|\()\.ds-card:where\( | tfoot
    | \.ds-card>\.ds-details | textarea\):not\(\[rows | details-content
    | ol,ul\)\)?:not\(:only-child\)
    | input\[type=radio\],input\[type=checkbox\]\)(?!\s*\.ds-input:is) | data-density | data-border
    | ^\.ds-(?:button|input).*aria-disabled""",
    re.VERBOSE,
)
# A selector that matches one of these stays although DROP would take it.
KEEP = re.compile(r"^:root$|^body$|:not\(\[data-size\]\)$")
DROP_AT = re.compile(r"@supports|@keyframes|webkit-hyphens|@charset|@page")
DROP_PROPERTIES = re.compile(r"^(?:animation|-moz-column-gap|interpolate-size)$")


def split_top(text: str, separator: str) -> list[str]:
    """Split on a separator that is outside brackets and quotes."""
    parts, depth, start, quote = [], 0, 0, ""
    for i, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif char == separator and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def parse(css: str) -> list:
    """Parse to a list of ('decl', name, value) and ('block', prelude, children)."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    pos = 0

    def body() -> list:
        nonlocal pos
        nodes, start, depth, quote = [], pos, 0, ""
        while pos < len(css):
            char = css[pos]
            if quote:
                quote = "" if char == quote else quote
            elif char in "\"'":
                quote = char
            elif char == "(":
                depth += 1
            elif char == ")":
                depth -= 1
            elif depth == 0 and char == "{":
                prelude = " ".join(css[start:pos].split())
                pos += 1
                nodes.append(("block", prelude, body()))
                start = pos
                continue
            elif depth == 0 and char in ";}":
                text = css[start:pos].strip()
                if text and not text.startswith("@"):
                    name, _, value = text.partition(":")
                    nodes.append(("decl", name.strip(), " ".join(value.split())))
                pos += 1
                if char == "}":
                    return nodes
                start = pos
                continue
            pos += 1
        return nodes

    return body()


def unwrap_layers(nodes: list) -> list:
    out = []
    for node in nodes:
        if node[0] == "block" and node[1].startswith("@layer"):
            out.extend(unwrap_layers(node[2]))
        elif node[0] == "block" and node[1].startswith("@media"):
            out.append((node[0], node[1], unwrap_layers(node[2])))
        else:
            out.append(node)
    return out


def drop_unused_rules(nodes: list) -> list:
    out = []
    for node in nodes:
        if node[0] == "decl":
            if not DROP_PROPERTIES.match(node[1]):
                out.append(node)
            continue
        _, prelude, children = node
        if prelude.startswith("@"):
            if DROP_AT.search(prelude):
                continue
            children = drop_unused_rules(children)
        else:
            kept = [s for s in split_top(prelude, ",") if KEEP.search(s) or not DROP.search(s)]
            if not kept:
                continue
            prelude = ",".join(kept)
            children = drop_unused_rules(children)
        if children:
            out.append(("block", prelude, children))
    return out


def walk(nodes: list):
    for node in nodes:
        if node[0] == "decl":
            yield node
        else:
            yield from walk(node[2])


def drop_unused_properties(nodes: list, used_elsewhere: set[str]) -> list:
    """Drop custom properties that nothing reads, until none is left."""
    while True:
        used = set(used_elsewhere)
        for _, _, value in walk(nodes):
            used.update(re.findall(r"var\(\s*(--[\w-]+)", value))

        def keep(nodes: list, used: set[str] = used) -> list:
            out = []
            for node in nodes:
                if node[0] == "decl":
                    if not node[1].startswith("--") or node[1] in used:
                        out.append(node)
                elif children := keep(node[2]):
                    out.append(("block", node[1], children))
            return out

        smaller = keep(nodes)
        if smaller == nodes:
            return nodes
        nodes = smaller


def merge_neighbours(nodes: list) -> list:
    out: list = []
    for node in nodes:
        if node[0] == "block" and out and out[-1][0] == "block" and out[-1][1] == node[1]:
            out[-1] = ("block", node[1], out[-1][2] + node[2])
        else:
            out.append(node)
    return out


def render(nodes: list) -> str:
    """One rule a line: small, and a diff can still be read."""
    lines = []
    for _, prelude, children in nodes:
        if any(child[0] == "block" for child in children):
            lines.append(f"{prelude}{{\n{render(children)}}}\n")
        else:
            declarations = ";".join(f"{name}:{value}" for _, name, value in children)
            lines.append(f"{prelude}{{{declarations}}}\n")
    return "".join(lines)


def is_size_mode(name: str) -> bool:
    return re.match(r"--ds-size(-mode.*|--.*)?$", name) is not None


def theme_rules(css: str) -> list:
    """Light on the root, dark by the reader's setting and on screen only, one size."""
    out = []
    for node in unwrap_layers(parse(css)):
        prelude, children = node[1], node[2]
        declarations = [child for child in children if child[0] == "decl"]
        if prelude == '[data-color-scheme="dark"]':
            dark = [("block", ":root", declarations)]
            out.append(("block", "@media screen and (prefers-color-scheme:dark)", dark))
        elif prelude.startswith("@media") or any(is_size_mode(d[1]) for d in declarations):
            continue
        elif prelude.startswith(":root"):
            out.append(("block", ":root", declarations))
        elif match := re.match(r'\[data-color="(action|danger|success|warning)"\]', prelude):
            wanted = "base" if match[1] == "action" else "surface-tinted|border|text"
            some = [d for d in declarations if re.match(f"--ds-color-(?:{wanted})", d[1])]
            out.append(("block", f"[data-color={match[1]}]", some))
    # With no size mode, one rem is the size of body text (see portal.css).
    out.insert(0, ("block", ":root", [("decl", "--ds-size-mode-font-size", "1")]))
    lights = [n for n in out if not n[1].startswith("@media")]
    darks = [n for n in out if n[1].startswith("@media")]
    return merge_neighbours([n for n in lights if n[1] == ":root"]) + darks + [
        n for n in lights if n[1] != ":root"
    ]  # fmt: skip


def icons_to_files(nodes: list, icons: dict[str, str]) -> list:
    """Replace each icon in a `data:` address by a file, named after its first rule."""
    out = []
    for node in nodes:
        if node[0] == "decl":
            out.append(node)
            continue
        _, prelude, children = node
        if prelude.startswith("@"):
            out.append((node[0], prelude, icons_to_files(children, icons)))
            continue
        changed = []
        for child in children:
            found = child[0] == "decl" and re.search(
                r'url\("data:image/svg[^,]*,([^"]*)"\)', child[2]
            )
            if found:
                drawing = unquote(found[1])
                words = re.findall(r"(?:\.ds-|data-color=)([\w-]+)", prelude)
                name = icons.setdefault(drawing, "-".join(words) + ".svg")
                value = child[2].replace(found[0], f'url("icons/{name}")')
                child = ("decl", child[1], value)
            changed.append(child)
        out.append((node[0], prelude, changed))
    return out


def tokens_read_by_us() -> set[str]:
    used = set()
    for sheet in STATIC.glob("*.css"):
        used.update(re.findall(r"var\(\s*(--ds-[\w-]+)", sheet.read_text("utf-8")))
    return used


def build_css(work: Path, packages: dict[str, Path]) -> tuple[str, dict[str, str]]:
    config = work / "horizon.json"
    shutil.copy(THEME, config)
    cli = ["npx", "--no-install", "designsystemet", "tokens"]
    tokens, built = work / "design-tokens", work / "built"
    run([*cli, "create", "--config", str(config), "--out-dir", str(tokens)], work)
    run([*cli, "build", "--tokens", str(tokens), "--out-dir", str(built), "--config",
         str(config)], work)  # fmt: skip
    nodes = theme_rules((built / "horizon.css").read_text("utf-8"))
    source = packages[CSS_PACKAGE[0]] / "dist" / "src"
    for name in COMPONENTS:
        css = (source / f"{name}.css").read_text("utf-8")
        css = re.sub(r",(?:u-summary|tfoot)\b", "", css)  # inside lists: not for us
        nodes += drop_unused_rules(unwrap_layers(parse(css)))
    nodes = drop_unused_properties(nodes, tokens_read_by_us())
    head = (
        f"/*! Designsystemet {CSS_PACKAGE[1]}, MIT, Copyright Digitaliseringsdirektoratet"
        " (Digdir). Reduced and themed by tools/vendor_frontend.py: do not edit. */\n"
    )
    icons: dict[str, str] = {}
    nodes = icons_to_files(merge_neighbours(nodes), icons)
    return head + render(nodes), icons


# --- Fonts -----------------------------------------------------------------------------

FAMILY = "Espace Lisible"
FACES = [("400Regular", "Regular", "regular"), ("700Bold", "Bold", "bold")]
FRENCH = [
    *range(0x20, 0x7F), *range(0xA0, 0x100), 0x152, 0x153, 0x178, 0x2009, 0x2011, 0x2013,
    0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x202F, 0x203A, 0x20AC,
    0x2192, 0x2212, 0x25BE, 0x2713,
]  # fmt: skip


def open_zero(font, name: str) -> None:
    """Take the slash out of a zero, by mirroring the designers' own inner curves.

    The zero has three contours: the outside, and the two halves that the slash leaves of
    the counter. Left half below, right half above: each is whole on its side, so their
    mirror images complete the counter.
    """
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    glyph = font["glyf"][name]
    points, ends, flags = glyph.getCoordinates(font["glyf"])
    outside = list(zip(points[: ends[0] + 1], flags[: ends[0] + 1], strict=True))
    lower = list(points[ends[0] + 1 : ends[1] + 1])
    upper = list(points[ends[1] + 1 : ends[2] + 1])
    # One half holds (middle, bottom) … slash; the other (middle, top) … slash.
    holes = sorted((lower, upper), key=lambda c: min(y for _, y in c))
    middle = outside[0][0][0]
    bottom = min(y for _, y in holes[0])
    top = max(y for _, y in holes[1])

    def run_of_curve(points: list, start: tuple) -> list:
        i = points.index(start)
        return points[i:] + points[:i]

    # Left lower quarter, from the extreme left down to the bottom, as drawn.
    left = min(x for x, _ in holes[0])
    ring = run_of_curve(holes[0], (left, 335))
    quarter_low = ring[: next(i for i, p in enumerate(ring) if p[1] == bottom) + 1]
    # Right upper quarter, from the extreme right up to the top, as drawn.
    right = max(x for x, _ in holes[1])
    ring = run_of_curve(holes[1], (right, 335))
    quarter_high = ring[: next(i for i, p in enumerate(ring) if p == (middle, top)) + 1]
    if quarter_low[-1] != (middle, bottom):
        quarter_low.append((middle, bottom))

    def mirror(curve: list) -> list:
        return [(2 * middle - x, y) for x, y in reversed(curve)]

    low, high = quarter_low, quarter_high
    # Counter-clockwise hole: left → bottom → right → top → left.
    hole = [*low, *mirror(low)[1:-1], *high, *mirror(high)[1:-1]]
    on_curve = {(left, 335), (middle, bottom), (right, 335), (middle, top)}

    pen = TTGlyphPen(None)

    def draw(contour: list[tuple[tuple, bool]]) -> None:
        (first, _), rest = contour[0], contour[1:]
        pen.moveTo(first)
        offs: list = []
        for point, is_on in [*rest, contour[0]]:
            if not is_on:
                offs.append(point)
            elif offs:
                pen.qCurveTo(*offs, point)
                offs = []
            else:
                pen.lineTo(point)
        pen.closePath()

    draw([(tuple(p), bool(f & 1)) for p, f in outside])
    draw([(p, p in on_curve) for p in hole])
    font["glyf"][name] = pen.glyph()


def stroke(points: list, width: float) -> list:
    """The outline of a polyline with mitred joins and square ends."""
    half = width / 2

    def normal(a, b):
        dx, dy = b[0] - a[0], b[1] - a[1]
        length = (dx * dx + dy * dy) ** 0.5
        return dy / length, -dx / length

    normals = [normal(a, b) for a, b in pairwise(points)]
    side = []
    for i, (x, y) in enumerate(points):
        before, after = normals[max(i - 1, 0)], normals[min(i, len(normals) - 1)]
        mx, my = before[0] + after[0], before[1] + after[1]
        scale = 2 / (mx * mx + my * my)
        side.append((x, y, mx * scale * half, my * scale * half))
    there = [(x + dx, y + dy) for x, y, dx, dy in side]
    back = [(x - dx, y - dy) for x, y, dx, dy in reversed(side)]
    return there + back


def arrow(thickness: float) -> list:
    y, tip, height, tail = 248, 690, 205, 50
    diagonal, root2 = thickness / 2**0.5, 2**0.5
    join = tip - thickness * root2 - thickness / 2
    upper = [
        (tip, y), (tip - height, y + height),
        (tip - height - diagonal, y + height - diagonal),
        (join, y + thickness / 2), (tail, y + thickness / 2),
    ]  # fmt: skip
    return upper + [(x, 2 * y - py) for x, py in reversed(upper[1:])]


def add_glyph(font, name: str, code: int | None, contours: list, advance: int) -> None:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for contour in contours:
        points = [(round(x), round(y)) for x, y in contour]
        area = sum(
            a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True)
        )
        if area > 0:  # outside contours turn clockwise in TrueType
            points.reverse()
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    glyph = pen.glyph()
    if name not in font.getGlyphOrder():
        font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))
    if code:
        map_code(font, code, name)


def map_code(font, code: int, name: str) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def add_feature(font, tag: str, mapping: dict[str, str]) -> None:
    """Add a substitution feature, for every script; its tag must sort last."""
    from fontTools.otlLib.builder import buildLookup, buildSingleSubstSubtable
    from fontTools.ttLib.tables import otTables

    table = font["GSUB"].table
    table.LookupList.Lookup.append(buildLookup([buildSingleSubstSubtable(mapping)]))
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    record = otTables.FeatureRecord()
    record.FeatureTag = tag
    record.Feature = otTables.Feature()
    record.Feature.FeatureParams = None
    record.Feature.LookupListIndex = [table.LookupList.LookupCount - 1]
    record.Feature.LookupCount = 1
    table.FeatureList.FeatureRecord.append(record)
    table.FeatureList.FeatureCount = len(table.FeatureList.FeatureRecord)
    for script in table.ScriptList.ScriptRecord:
        systems = [script.Script.DefaultLangSys]
        systems += [system.LangSys for system in script.Script.LangSysRecord]
        for system in filter(None, systems):
            system.FeatureIndex.append(table.FeatureList.FeatureCount - 1)
            system.FeatureCount = len(system.FeatureIndex)


def rename(font, style: str) -> None:
    postscript = FAMILY.replace(" ", "") + "-" + style
    for record in list(font["name"].names):
        if record.nameID >= 16 or record.nameID in (3, 7):
            font["name"].removeNames(nameID=record.nameID)
    origin = font["name"].getDebugName(0)
    note = "Adapted from Atkinson Hyperlegible Next 2.001: zero without slash, and signs added."
    values = {
        0: origin, 1: FAMILY, 2: style, 3: f"2.001;{postscript}", 4: f"{FAMILY} {style}",
        5: "Version 2.001; adapted", 6: postscript, 10: note,
    }  # fmt: skip
    for number, value in values.items():
        font["name"].setName(value, number, 3, 1, 0x409)


def adapt(path: Path, style: str):
    from copy import deepcopy

    from fontTools.ttLib import TTFont

    font = TTFont(path, recalcTimestamp=False)
    glyf, metrics = font["glyf"], font["hmtx"]
    # The slashed zero stays one feature away ('zero'), for codes with letters in them.
    original = deepcopy(glyf["zero"])
    font.setGlyphOrder([*font.getGlyphOrder(), "zero.slash"])
    glyf["zero.slash"] = original
    metrics["zero.slash"] = metrics["zero"]
    tabular_shift = metrics["zero.tf"][1] - metrics["zero"][1]
    tabular = deepcopy(glyf["zero.tf"])
    tabular.components[0].glyphName = "zero.slash"
    font.setGlyphOrder([*font.getGlyphOrder(), "zero.tf.slash"])
    glyf["zero.tf.slash"] = tabular
    metrics["zero.tf.slash"] = metrics["zero.tf"]
    assert tabular_shift == tabular.components[0].x
    open_zero(font, "zero")

    minus = glyf["minus"].getCoordinates(glyf)[0]
    thick = max(y for _, y in minus) - min(y for _, y in minus)
    add_glyph(font, "arrowright", 0x2192, [arrow(thick)], 740)
    tick = stroke([(75, 300), (245, 120), (565, 560)], thick * 1.15)
    add_glyph(font, "checkmark", 0x2713, [tick], 640)
    add_glyph(font, "triangledown", 0x25BE, [[(45, 400), (455, 400), (250, 130)]], 500)
    add_glyph(font, "narrownbspace", 0x202F, [], 230)
    map_code(font, 0x2011, "hyphen")
    add_feature(font, "zero", {"zero": "zero.slash", "zero.tf": "zero.tf.slash"})
    rename(font, style)
    return font


def build_fonts(work: Path, packages: dict[str, Path]) -> None:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    source = packages[FONT_PACKAGE[0]]
    for folder, style, short in FACES:
        (path,) = (source / folder).glob("*.ttf")
        whole = UI / "fonts" / f"espace-lisible-{short}.ttf"
        adapt(path, style).save(whole)
        font = TTFont(whole, recalcTimestamp=False)
        options = subset.Options(
            layout_features=["kern", "tnum", "zero"], hinting=False, glyph_names=False,
            name_IDs=[0, 1, 2, 4, 6, 10, 13, 14], notdef_outline=True,
        )  # fmt: skip
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=FRENCH)
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(STATIC / "fonts" / f"espace-lisible-{short}.woff2")
    licence = (source / "LICENSE_FONT").read_text("utf-8").replace("\r\n", "\n")
    notice = (
        f"{FAMILY} is adapted from Atkinson Hyperlegible Next, under the same licence:\n"
        "the zero has lost its slash (kept as the OpenType feature « zero »), and the\n"
        "signs U+2011, U+202F, U+2192, U+25BE and U+2713 were added.\n\n"
    )
    for folder in (STATIC / "fonts", UI / "fonts"):
        (folder / "OFL.txt").write_text(notice + licence, "utf-8")


# --- Packages and manifest -------------------------------------------------------------


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def fetch(work: Path) -> dict[str, Path]:
    """`npm pack` the packages we copy from; install the one that we run."""
    found = {}
    for name, version in (CSS_PACKAGE, FONT_PACKAGE):
        out = run(["npm", "pack", "--json", "--silent", f"{name}@{version}"], work)
        packed = json.loads(out)
        packed = packed[0] if isinstance(packed, list) else next(iter(packed.values()))
        archive = work / packed["filename"]
        digest = hashlib.sha512(archive.read_bytes()).digest()
        if packed["integrity"] != "sha512-" + base64.b64encode(digest).decode():
            raise SystemExit(f"{name}: the archive is not what the registry announced")
        target = work / name.replace("/", "+")
        with tarfile.open(archive) as tar:
            tar.extractall(target, filter="data")
        found[name] = target / "package"
    (work / "package.json").write_text("{}")
    cli = f"{CLI_PACKAGE[0]}@{CLI_PACKAGE[1]}"
    run(["npm", "install", "--ignore-scripts", "--silent", cli], work)
    return found


ENTRIES = [
    {
        "name": "Designsystemet",
        "npm": CSS_PACKAGE,
        "licence": "MIT",
        "licence_file": "static/ui/vendor/LICENSE-designsystemet.txt",
        "changes": "reduced to the components in use; theme « horizon » made by "
        + "@".join(CLI_PACKAGE),
        "files": ["static/ui/vendor/designsystemet.css"],
    },
    {
        "name": "Espace Lisible (from Atkinson Hyperlegible Next)",
        "npm": FONT_PACKAGE,
        "licence": "OFL-1.1",
        "licence_file": "static/ui/fonts/OFL.txt",
        "changes": "renamed; zero without slash; five signs added; WOFF2 subset for French",
        "files": [
            "static/ui/fonts/espace-lisible-regular.woff2",
            "static/ui/fonts/espace-lisible-bold.woff2",
            "fonts/espace-lisible-regular.ttf",
            "fonts/espace-lisible-bold.ttf",
        ],
    },
]


def write_manifest() -> None:
    lines = ["# Written by tools/vendor_frontend.py. Paths are relative to espace_client/ui/."]
    for entry in ENTRIES:
        name, version = entry["npm"]
        lines += [
            "", "[[vendored]]", f'name = "{entry["name"]}"', f'version = "{version}"',
            f'npm = "{name}"', f'licence = "{entry["licence"]}"',
            f'licence_file = "{entry["licence_file"]}"', f'changes = "{entry["changes"]}"',
        ]  # fmt: skip
        files = [*entry["files"], entry["licence_file"]]
        if name == CSS_PACKAGE[0]:
            icons = sorted((STATIC / "vendor" / "icons").iterdir())
            files += [path.relative_to(UI).as_posix() for path in icons]
        for file in files:
            digest = hashlib.sha512((UI / file).read_bytes()).hexdigest()
            lines += ["[[vendored.files]]", f'path = "{file}"', f'sha512 = "{digest}"']
    MANIFEST.write_text("\n".join(lines) + "\n", "utf-8")


def check() -> list[str]:
    """What differs from the manifest, and tokens that we read but nobody defines."""
    faults, listed = [], {MANIFEST}
    for entry in tomllib.loads(MANIFEST.read_text("utf-8"))["vendored"]:
        for file in entry["files"]:
            path = UI / file["path"]
            listed.add(path)
            if not path.is_file():
                faults.append(f"{file['path']}: missing")
            elif hashlib.sha512(path.read_bytes()).hexdigest() != file["sha512"]:
                faults.append(f"{file['path']}: changed by hand, or not written to vendor.toml")
    for path in sorted((STATIC / "vendor").rglob("*")):
        if path.is_file() and path not in listed:
            faults.append(f"{path.name}: in vendor/ but not in vendor.toml")
    sheet = (STATIC / "vendor" / "designsystemet.css").read_text("utf-8")
    defined = set(re.findall(r"(--ds-[\w-]+)\s*:", sheet))
    for token in sorted(tokens_read_by_us() - defined):
        faults.append(f"{token}: read by our sheet, not in designsystemet.css; rebuild")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description="Rebuild or check the vendored front end.")
    parser.add_argument("--check", action="store_true", help="only compare with vendor.toml")
    if not parser.parse_args().check:
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            packages = fetch(work)
            for path in (STATIC / "vendor", STATIC / "fonts", UI / "fonts"):
                path.mkdir(parents=True, exist_ok=True)
            css, icons = build_css(work, packages)
            shutil.rmtree(STATIC / "vendor" / "icons", ignore_errors=True)
            (STATIC / "vendor" / "icons").mkdir()
            for drawing, name in icons.items():
                (STATIC / "vendor" / "icons" / name).write_text(drawing + "\n", "utf-8")
            (STATIC / "vendor" / "designsystemet.css").write_text(css, "utf-8")
            shutil.copy(
                packages[CSS_PACKAGE[0]] / "LICENSE",
                STATIC / "vendor" / "LICENSE-designsystemet.txt",
            )
            build_fonts(work, packages)
        write_manifest()
    faults = check()
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
