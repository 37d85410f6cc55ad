"""The files that the site answers with, read as their readers read them."""

import csv
import io
import json
from typing import Any

import openpyxl
from django.test import Client


def content(client: Client, address: str, **headers: str) -> bytes:
    response = client.get(address, headers=headers)
    assert response.status_code == 200, address
    return bytes(response.getvalue())


def csv_rows(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content(client, address).decode(), newline="")))


def json_file(client: Client, address: str) -> dict[str, Any]:
    file: dict[str, Any] = json.loads(content(client, address))
    return file


def workbook(client: Client, address: str) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content(client, address)))
