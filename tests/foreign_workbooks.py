"""Workbooks as other programs write them, and what is no workbook: cases for both readers, see `tests/workbooks.py`."""

import re
import struct
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from tests.workbooks import CASES, Case, Columns, case, fill

# What nobody can read back, by the names of `tests/data/bad-workbooks.yml`.
SPOILERS: dict[str, Case] = {}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FORMATS = ('yyyy"年"m"月"d"日"', "[h]:mm", "hh:mm", '"days" 0', "yyyy-mm-dd hh:mm:ss", "[$-411]ggge.m.d", "0_d")
BUILT_IN = (0, 14, 22, 31, 57, 46, 9)
FORM = '<numFmt numFmtId="{}" formatCode="{}"/>'
LOOK = '<xf numFmtId="{}" fontId="0" fillId="0" borderId="0"/>'
# The empty fill is such as some programs write, and makes the library refuse the whole book.
STYLES = "".join(
    (
        f'<styleSheet xmlns="{MAIN}"><numFmts>',
        *(FORM.format(at, form.replace('"', "&quot;")) for at, form in enumerate(FORMATS, 170)),
        "</numFmts><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>",
        f"<cellStyleXfs>{LOOK.format(0)}</cellStyleXfs><cellXfs>",
        *(LOOK.format(id) for id in (*BUILT_IN, *range(170, 170 + len(FORMATS)))),
        "</cellXfs></styleSheet>",
    )
)


def spoiler(make: Case) -> Case:
    SPOILERS[make.__name__] = make
    return case(make)


def repacked(path: Path, change: Callable[[str, bytes], bytes], names: Callable[[str], str] = str) -> None:
    """Change the parts of a workbook as another program would have written them."""
    with zipfile.ZipFile(path) as archive:
        parts = {names(name): change(name, archive.read(name)) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


def replace_part(path: Path, part: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, old in {**parts, part: content}.items():
            archive.writestr(name, content if name == part else old)


def remark(words: str) -> Callable[[Any, Columns], object]:
    return lambda page, at: page.cell(2, at["Remark"], words)


# ---- as programs write them


@case
def line_ends_of_windows(path: Path) -> None:
    fill(path, remark("one#two_x005F_x000D_ _xD800_ _xD83D__xDE00_"))
    repacked(path, lambda _, part: part.replace(b"one#two", b"one_x000D_\ntwo"))


def strict(_: str, part: bytes) -> bytes:
    usual = rb"http://schemas\.openxmlformats\.org/(officeDocument|spreadsheetml|drawingml)/2006/(\w+)"
    return re.sub(usual, rb"http://purl.oclc.org/ooxml/\1/\2", part)


@case
def strict_open_xml(path: Path) -> None:
    fill(path, remark("kept"))
    repacked(path, strict)


@case
def book_of_another_name(path: Path) -> None:
    fill(path, remark("kept"))
    repacked(
        path,
        lambda _, part: part.replace(b"xl/workbook.xml", b"xl/book7.xml"),
        lambda name: name.replace("xl/workbook.xml", "xl/book7.xml").replace("workbook.xml.rels", "book7.xml.rels"),
    )


def written_by_hand(path: Path, cells: dict[str, str], head: str = "Remark") -> None:
    """Put cells into the row of the first action, each under a head of its own, the first under `head`."""
    heads = ["Id", "Status", head, *list(cells)[1:]]
    row = "".join(f'<c t="inlineStr"><is><t>{one}</t></is></c>' for one in heads)
    filled = "".join(cells.values())
    id = '<c t="inlineStr"><is><t>shelves.label-all</t></is></c><c/>'
    rows = f'<row>{row}</row><row r="4">{id}{filled}</row>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    replace_part(path, "xl/worksheets/sheet1.xml", sheet.encode())
    replace_part(path, "xl/styles.xml", STYLES.encode())


@case
def strings_of_many_kinds(path: Path) -> None:
    reading = '<rPh sb="0" eb="2"><t>カワベ</t></rPh><phoneticPr fontId="0"/>'
    written_by_hand(
        path,
        {
            "runs": f'<c t="inlineStr"><is><r><rPr><b/></rPr><t>川辺</t></r><r><t> 一</t></r>{reading}</is></c>',
            "read aloud": f'<c t="inlineStr"><is><t>川辺</t>{reading}</is></c>',
            "true": '<c t="b"><v>1</v></c>',
            "false": '<c t="b"><v>0</v></c>',
            "error": '<c t="e"><v>#N/A</v></c>',
            "of a formula": '<c t="str"><f>A1&amp;"x"</f><v>Idx</v></c>',
            "never computed": "<c><f>1+1</f><v></v></c>",
            "shared": '<c><f t="shared" ref="A1:A2" si="0">B1</f></c>',
            "shared again": '<c><f t="shared" si="0"/></c>',
            "array": '<c><f t="array" ref="A1:A2">SUM(B1:B2)</f></c>',
            "empty": '<c t="str"><v></v></c>',
            "spaces": '<c t="str"><v> \u00a0\u3000 </v></c>',
            "unseen": '<c t="str"><v>a_x0007_b\u202e</v></c>',
            "section": "<c t=\"str\"><v><![CDATA[<b> & 'c']]></v></c>",
        },
    )


@case
def strings_that_cells_share(path: Path) -> None:
    """Words with an escape of an escape, with runs and how they are read, and of a program that tells no lengths."""
    strings = (
        "<t>Part x005F_7, _x005F_x000D_, one_x000D_two</t>",
        '<r><t>川</t></r><r><t xml:space="preserve">辺 </t></r><rPh sb="0" eb="2"><t>カワベ</t></rPh>',
        "<t/>",
    )
    with zipfile.ZipFile(path) as archive:
        shared = archive.read("xl/sharedStrings.xml")
    first = shared.count(b"<si>")
    items = "".join(f"<si>{string}</si>" for string in strings).encode()
    written_by_hand(path, {f"s{at}": f'<c t="s"><v>{first + at}</v></c>' for at in range(len(strings))})
    replace_part(path, "xl/sharedStrings.xml", shared.replace(b"</sst>", items + b"</sst>"))


@spoiler
def string_that_is_not_there(path: Path) -> None:
    written_by_hand(path, {"s": '<c t="s"><v>9999</v></c>'})


@case
def numbers_of_many_kinds(path: Path) -> None:
    plain = ("7", "007", "-3", "1.5", "2.0", "1e3", "0.00001", "1.5E-7", "123456789012345678", "1e21", "-0.0", ".5")
    cells = {f"n{at}": f"<c><v>{number}</v></c>" for at, number in enumerate(plain)}
    moments = ("46380", "46380.395833333336", "0.395833333336", "59", "60", "0", "-1", "1.99999999999", "2958466")
    for style in range(1, len(BUILT_IN) + len(FORMATS)):
        cells |= {f"d{style} {number}": f'<c s="{style}"><v>{number}</v></c>' for number in moments}
    written_by_hand(path, cells)


@case
def dates_as_strict_programs_write_them(path: Path) -> None:
    values = ("2026-12-24", "2026-12-24T00:00:00", "2026-12-24T09:30:00.500Z", "09:30:15", "PT26H3M")
    written_by_hand(path, {value: f'<c t="d"><v>{value}</v></c>' for value in values}, "Due")


@case
def sheet_in_utf_16(path: Path) -> None:
    fill(path, remark("kept"))

    def change(name: str, part: bytes) -> bytes:
        return part.decode().replace("utf-8", "utf-16").encode("utf-16") if name.endswith("sheet1.xml") else part

    repacked(path, change)


@case
def behind_something_else(path: Path) -> None:
    fill(path, remark("kept"))
    path.write_bytes(b"#!/bin/sh\n" + path.read_bytes())


@case
def in_zip64(path: Path) -> None:
    """What some programs write however small a workbook is: sizes and places in extra fields, an ending of 64 bits."""
    fill(path, remark("kept"))
    data = path.read_bytes()
    end = data.rindex(b"PK\5\6")
    count, _, start = struct.unpack("<HII", data[end + 10 : end + 20])
    entries, at = b"", start
    while at < end:
        fixed = bytearray(data[at : at + 46])
        packed, whole = struct.unpack("<II", fixed[20:28])
        name, extra, comment = struct.unpack("<HHH", fixed[28:34])
        (place,) = struct.unpack("<I", fixed[42:46])
        fixed[20:28] = b"\xff" * 8
        fixed[42:46] = b"\xff" * 4
        fixed[30:32] = struct.pack("<H", extra + 28)
        own = data[at + 46 + name : at + 46 + name + extra] + struct.pack("<HHQQQ", 1, 24, whole, packed, place)
        entries += bytes(fixed) + data[at + 46 : at + 46 + name] + own
        at += 46 + name + extra + comment
    far = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, count, count, len(entries), start)
    locator = struct.pack("<IIQI", 0x07064B50, 0, start + len(entries), 1)
    ending = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    path.write_bytes(data[:start] + entries + far + locator + ending)


@case
def saved_by_libreoffice(path: Path) -> None:
    fill(path, remark("kept"))
    fill(path, lambda page, at: page.cell(2, at["Ticked"], "✓"), "Evidence and examples")
    folder = path.parent / "saved"
    command = ["soffice", "--headless", f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"]
    subprocess.run([*command, "--convert-to", "xlsx", "--outdir", folder, path], check=True, capture_output=True)
    (folder / path.name).replace(path)


# ---- what is not read at all


@spoiler
def not_a_zip(path: Path) -> None:
    path.write_bytes(b"Id,Action\nshelves.label-all,Label\n")


@spoiler
def empty_file(path: Path) -> None:
    path.write_bytes(b"")


@spoiler
def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2000])


@spoiler
def another_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")


@spoiler
def spoilt_inside(path: Path) -> None:
    replace_part(path, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row></worksheet>")


@spoiler
def one_bit_turned(path: Path) -> None:
    """What is kept as it is would be read without a word, but for its checksum."""
    fill(path, remark("Rin"))
    repacked(path, lambda _, part: part)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    path.write_bytes(path.read_bytes().replace(b"Rin<", b"Ren<"))


@spoiler
def number_that_is_none(path: Path) -> None:
    written_by_hand(path, {"n": "<c><v>seven</v></c>"})


@spoiler
def packed_otherwise(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


@spoiler
def part_with_a_password(path: Path) -> None:
    """The archive itself has one: every entry says so, twice."""
    data = bytearray(path.read_bytes())
    for signature, at in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        for found in re.finditer(signature, bytes(data)):
            data[found.start() + at] |= 1
    path.write_bytes(data)


@spoiler
def old_or_encrypted(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))


@spoiler
def with_macros(path: Path) -> None:
    replace_part(path, "xl/vbaProject.bin", b"macro")


@spoiler
def bomb(path: Path) -> None:
    replace_part(path, "xl/media/image1.png", bytes(200_000_000))


@spoiler
def bomb_in_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for at in range(5):
            archive.writestr(f"xl/media/{at}.png", bytes(9_000_000))


@spoiler
def too_many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        for at in range(1_000):
            archive.writestr(f"xl/media/{at}.png", b"")


def rows_of(count: int) -> bytes:
    row = b'<row><c t="inlineStr"><is><t>x</t></is></c></row>'
    return b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + row * count


@spoiler
def a_million_rows(path: Path) -> None:
    replace_part(path, "xl/worksheets/sheet1.xml", rows_of(1_048_576) + b"</sheetData></worksheet>")


@spoiler
def too_many_cells(path: Path) -> None:
    cells = b"<c/>" * 1_500_000
    replace_part(path, "xl/worksheets/sheet1.xml", rows_of(0) + b"<row>" + cells + b"</row></sheetData></worksheet>")


@spoiler
def too_many_rows(path: Path) -> None:
    def change(page: Any, _: Columns) -> None:
        for _ in range(20_001):
            page.append(["some.id"])

    fill(path, change)


@spoiler
def merged_cells(path: Path) -> None:
    fill(path, lambda page, _: page.merge_cells("G2:G3"))


@spoiler
def no_table(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Assigned to"])
    book.save(path)


@spoiler
def entities(path: Path) -> None:
    levels = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))
    text = f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY e0 "ha">{levels}]><sst><si><t>&e11;</t></si></sst>'
    replace_part(path, "xl/sharedStrings.xml", text.encode())


@spoiler
def one_entity(path: Path) -> None:
    fill(path, remark("kept"))

    def change(name: str, part: bytes) -> bytes:
        declared = b'<!-- --><!DOCTYPE worksheet [<!ENTITY k "kept">]>\n<worksheet'
        is_first = name.endswith("sheet1.xml")
        return part.replace(b"<worksheet", declared).replace(b">kept<", b">&k;<") if is_first else part

    repacked(path, change)


__all__ = ["CASES", "SPOILERS", "repacked"]
