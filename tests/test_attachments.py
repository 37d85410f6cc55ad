"""Which files are taken as evidence: by what they hold, whatever they are called."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from recommendations.models import attachments
from tests.support.files import workbook_bytes

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
SCRIPT = b"<!doctype html><script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = f'<Types><Override PartName="/word/document.xml" ContentType="{DOCX_TYPE}"/></Types>'
DOCX_PARTS = {"[Content_Types].xml": TYPES, "word/document.xml": "<w:document/>"}
ODT_PARTS = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office:document-content/>"}

NOT_TAKEN = "A file of this kind is not taken: attach PDF, PNG, JPEG, DOCX, XLSX, ODT or TXT."


def image(form: str, size: tuple[int, int] = (3, 2)) -> bytes:
    stream = io.BytesIO()
    Image.new("1" if form == "PNG" else "RGB", size).save(stream, form)
    return stream.getvalue()


def archive(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def huge_png() -> bytes:
    """A few bytes that claim two milliards of pixels."""
    header = b"IHDR" + (50_000).to_bytes(4, "big") + (40_000).to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    small = image("PNG")
    return small[:8] + b"\x00\x00\x00\x0d" + header + zlib.crc32(header).to_bytes(4, "big") + small[33:]


def refusal(name: str, content: bytes) -> str | None:
    """What is said of the file; none if it is taken."""
    try:
        attachments.validate_attachment(SimpleUploadedFile(name, content))
    except ValidationError as error:
        return str(error.messages[0])
    return None


def is_not(kind: str) -> str:
    return (
        f"The file is named {kind}, and its content is not (or it holds macros, or a second file): open it, "
        f"save it as {kind} and attach that."
    )


def name_of(value: object) -> str:
    """A case is called by the name of its file: the bytes of an archive hold the time, and differ between workers."""
    return value if isinstance(value, str) and len(value) < 30 else "-"


@pytest.mark.parametrize(
    ("name", "content"),
    ids=name_of,
    argvalues=[
        ("report.pdf", PDF),
        ("REPORT.PDF", PDF),
        ("photo.png", image("PNG")),
        ("photo.jpg", image("JPEG")),
        ("photo.jpeg", image("JPEG")),
        ("law.docx", archive(DOCX_PARTS)),
        ("figures.xlsx", workbook_bytes([["a"], [1]])),
        ("law.odt", archive(ODT_PARTS)),
        ("note.txt", "\ufeffÉté, قانون.\r\n\t法律\f".encode()),
        ("x" * 5000 + ".txt", b"Words."),
    ],
)
def test_a_file_is_taken_that_is_what_its_name_says(name: str, content: bytes) -> None:
    assert refusal(name, content) is None


@pytest.mark.parametrize(
    ("name", "content", "said"),
    ids=name_of,
    argvalues=[
        # Of no kind that is taken
        ("drawing.svg", SVG, NOT_TAKEN),
        ("page.html", SCRIPT, NOT_TAKEN),
        ("program.exe", b"MZ", NOT_TAKEN),
        ("no-end", PDF, NOT_TAKEN),
        ("report.pdf.html", PDF, NOT_TAKEN),
        ("macros.docm", archive(DOCX_PARTS), NOT_TAKEN),
        # Called what they are not
        ("report.pdf", SCRIPT, is_not("PDF")),
        ("photo.png", SVG, is_not("PNG")),
        ("photo.png", image("JPEG"), is_not("PNG")),
        ("photo.jpg", image("PNG"), is_not("JPEG")),
        ("law.docx", archive(ODT_PARTS), is_not("DOCX")),
        ("law.odt", archive(DOCX_PARTS), is_not("ODT")),
        ("law.docx", archive({"a.txt": "x"}), is_not("DOCX")),
        ("figures.xlsx", archive(DOCX_PARTS), is_not("XLSX")),
        ("note.txt", image("PNG"), is_not("TXT")),
        ("note.txt", b"Words\x00and more", is_not("TXT")),
        ("note.txt", b"Words\x1b[2J", is_not("TXT")),
        ("note.txt", "Été".encode("latin-1"), is_not("TXT")),
        # Two things at once
        ("report.pdf", SCRIPT + PDF, is_not("PDF")),
        ("report.pdf", PDF + archive({"a.js": "x"}), is_not("PDF")),
        ("photo.png", image("PNG") + SCRIPT, is_not("PNG")),
        ("photo.jpg", image("JPEG") + archive({"a.js": "x"}), is_not("JPEG")),
        ("law.docx", SCRIPT + archive(DOCX_PARTS), is_not("DOCX")),
        # Dangerous to open
        ("law.docx", archive(DOCX_PARTS | {"word/vbaProject.bin": "x"}), is_not("DOCX")),
        ("law.docx", archive(DOCX_PARTS | {"../../outside.txt": "x"}), is_not("DOCX")),
        ("bomb.odt", archive(ODT_PARTS | {f"{number}": "" for number in range(5_000)}), is_not("ODT")),
        ("bomb.png", huge_png(), is_not("PNG")),
        # Damaged
        ("report.pdf", PDF[:-8], is_not("PDF")),
        ("photo.png", image("PNG")[:-20], is_not("PNG")),
        ("law.docx", archive(DOCX_PARTS)[:-30], is_not("DOCX")),
        ("law.docx", b"PK\x03\x04", is_not("DOCX")),
        ("note.txt", b"", "The file is empty: choose it again."),
    ],
)
def test_a_file_is_refused_with_what_to_do(name: str, content: bytes, said: str) -> None:
    assert refusal(name, content) == said


def test_a_document_that_unpacks_to_a_flood_is_refused_unread() -> None:
    bomb = archive(DOCX_PARTS | {"word/media/a.bin": bytes(attachments.MAX_UNPACKED_BYTES)})

    assert len(bomb) < attachments.MAX_BYTES / 50
    assert refusal("bomb.docx", bomb) == is_not("DOCX")


@pytest.mark.parametrize("make_content", [lambda: PDF, lambda: archive(DOCX_PARTS), lambda: image("PNG")])
def test_a_check_of_damaged_bytes_ends_in_a_sentence(make_content: Callable[[], bytes]) -> None:
    content = make_content()
    for name in attachments.KINDS:
        for place in range(0, len(content), 7):
            refusal(f"x{name}", content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])


def test_a_file_may_have_20_mb_and_no_byte_more() -> None:
    assert refusal("note.txt", b"x" * attachments.MAX_BYTES) is None
    assert refusal("note.txt", b"x" * (attachments.MAX_BYTES + 1)) == (
        "The file has 21 MB, and 20 MB is the most: give a link instead, or a smaller file."
    )


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "/etc/x.PDF", "C:\\x.pdf", "a\r\nb.pdf", "x" * 5000 + ".pdf"])
def test_nothing_of_a_name_is_kept_but_its_end(name: str) -> None:
    stored = attachments.stored_name(None, name)

    assert (stored[:9], len(stored), stored[-4:]) == ("evidence/", 45, ".pdf")
    assert set(stored[9:-4]) <= set("0123456789abcdef")
