"""Files that people attach as evidence: which are taken, by what they hold, and how they are handed out.

A file is taken if its name ends in one of `KINDS` and its content is of that kind and of no second one. Nothing of the
name that it came with is kept. See docs/decisions/0016-attached-files.md for what the checks cannot tell.
"""

import unicodedata
import uuid
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.utils.text import slugify
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from PIL import Image

MAX_MEGABYTES = 20
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
# What an office document may unpack to, and of how many parts it may be: far above any report, far below a bomb.
MAX_UNPACKED_BYTES = 10 * MAX_BYTES
MAX_PARTS = 5_000
MAX_PART_READ = 256 * 1024
MAX_PIXELS = 80_000_000
LONGEST_NAME = 80

HELP = _(
    "PDF, PNG, JPEG, DOCX, XLSX, ODT or TXT, at most 20 MB. Give a link or a file, not both. If the page is refused, "
    "choose the file again."
)

OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT_TEXT = "application/vnd.oasis.opendocument.text"


def _is_pdf(file: BinaryIO) -> bool:
    starts = file.read(5) == b"%PDF-"
    file.seek(max(0, file.seek(0, 2) - 1024))
    return starts and b"%%EOF" in file.read() and not _is_archive(file)


def _is_png(file: BinaryIO) -> bool:
    return _is_image(file, "PNG") and _ends_with(file, b"IEND\xaeB`\x82")


def _is_jpeg(file: BinaryIO) -> bool:
    return _is_image(file, "JPEG") and not _is_archive(file)


def _is_docx(file: BinaryIO) -> bool:
    return _is_office(file, "word/document.xml", f"{OFFICE}.wordprocessingml.document.main+xml")


def _is_xlsx(file: BinaryIO) -> bool:
    return _is_office(file, "xl/workbook.xml", f"{OFFICE}.spreadsheetml.sheet.main+xml")


def _is_odt(file: BinaryIO) -> bool:
    archive = _archive(file)
    if archive is None or archive.infolist()[0].filename != "mimetype":
        return False
    return _part(archive, "mimetype") == OPEN_DOCUMENT_TEXT.encode() and "content.xml" in archive.namelist()


def _is_text(file: BinaryIO) -> bool:
    """UTF-8 without control characters other than those that end lines, pages and columns."""
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(character) == "Cc" for character in set(text) - set("\t\n\r\f"))


@dataclass(frozen=True)
class Kind:
    name: str
    media_type: str
    is_content: Callable[[BinaryIO], bool]


_JPEG = Kind("JPEG", "image/jpeg", _is_jpeg)
# By the end of the name that a file comes with, and is stored under.
KINDS = {
    ".pdf": Kind("PDF", "application/pdf", _is_pdf),
    ".png": Kind("PNG", "image/png", _is_png),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".docx": Kind("DOCX", f"{OFFICE}.wordprocessingml.document", _is_docx),
    ".xlsx": Kind("XLSX", f"{OFFICE}.spreadsheetml.sheet", _is_xlsx),
    ".odt": Kind("ODT", OPEN_DOCUMENT_TEXT, _is_odt),
    ".txt": Kind("TXT", "text/plain; charset=utf-8", _is_text),
}


def validate_attachment(file: Any) -> None:
    """Refuse a file that is about to be stored, with a sentence that says what to send instead.

    `file` is an upload, or the value of a FileField. What is stored already, or named alone, passes unread.
    """
    if isinstance(file, str) or getattr(file, "_committed", False):
        return
    kind = KINDS.get(_ending(file.name))
    if kind is None:
        raise ValidationError(_t("A file of this kind is not taken: attach PDF, PNG, JPEG, DOCX, XLSX, ODT or TXT."))
    if file.size > MAX_BYTES:
        raise ValidationError(
            _t("The file has %(size)d MB, and %(limit)d MB is the most: give a link instead, or a smaller file.")
            % {"size": -(-file.size // (1024 * 1024)), "limit": MAX_MEGABYTES}
        )
    if not file.size:
        raise ValidationError(_t("The file is empty: choose it again."))
    content = file.file
    content.seek(0)
    is_of_kind = kind.is_content(content)
    content.seek(0)
    if not is_of_kind:
        raise ValidationError(
            _t(
                "The file is named %(kind)s, and its content is not (or it holds macros, or a second file): open it, "
                "save it as %(kind)s and attach that."
            )
            % {"kind": kind.name}
        )


def kind_of(name: str) -> str:
    """The word for the kind of a stored file, such as PDF; empty where its name tells none."""
    kind = KINDS.get(_ending(name))
    return kind.name if kind else ""


def stored_name(_source: Any, filename: str) -> str:
    """Where a file is stored: a name made here, with the end that says its kind."""
    ending = _ending(filename)
    return f"evidence/{uuid.uuid4().hex}{ending if ending in KINDS else ''}"


def answer(source: Any) -> FileResponse:
    """The file of this evidence as a download, which no browser shows as a page of this site; 404 where it is lost."""
    try:
        content = source.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    ending = _ending(source.file.name)
    # A dataset from elsewhere may have brought files of other kinds.
    kind = KINDS.get(ending)
    name = (slugify(source.title)[:LONGEST_NAME] or "evidence") + (ending if kind else "")
    media_type = kind.media_type if kind else "application/octet-stream"
    response = FileResponse(content, as_attachment=True, filename=name, content_type=media_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    # A copy is asked about each time: the file may have been withdrawn.
    response["Cache-Control"] = "no-cache"
    return response


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def _ends_with(file: BinaryIO, end: bytes) -> bool:
    file.seek(max(0, file.seek(0, 2) - len(end)))
    return file.read() == end


def _is_image(file: BinaryIO, form: str) -> bool:
    try:
        with Image.open(file, formats=[form]) as image:
            width, height = image.size
            image.verify()
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return False
    return width * height <= MAX_PIXELS


def _is_archive(file: BinaryIO) -> bool:
    file.seek(0)
    return zipfile.is_zipfile(file)


def _archive(file: BinaryIO) -> zipfile.ZipFile | None:
    """The file as a ZIP archive that begins at its first byte and unpacks to a bounded size, else nothing."""
    if file.read(4) != b"PK\x03\x04":
        return None
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return None
    parts = archive.infolist()
    names = [PurePath(part.filename) for part in parts]
    is_bounded = 0 < len(parts) <= MAX_PARTS and sum(part.file_size for part in parts) <= MAX_UNPACKED_BYTES
    stays_inside = not any(name.is_absolute() or ".." in name.parts for name in names)
    return archive if is_bounded and stays_inside else None


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of one part; empty where there is none that can be read."""
    try:
        with archive.open(name) as part:
            return part.read(MAX_PART_READ)
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error):
        return b""


def _is_office(file: BinaryIO, main_part: str, content_type: str) -> bool:
    archive = _archive(file)
    if archive is None or main_part not in archive.namelist():
        return False
    has_macros = any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())
    return content_type.encode() in _part(archive, "[Content_Types].xml") and not has_macros
