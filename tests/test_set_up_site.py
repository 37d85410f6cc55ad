import re

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command

from recommendations.models import Document, Government

pytestmark = pytest.mark.django_db


def set_up(capsys: pytest.CaptureFixture[str]) -> str:
    call_command("set_up_site")
    return capsys.readouterr().out


def test_the_first_start_loads_the_record_and_prints_a_password_that_works(capsys: pytest.CaptureFixture[str]) -> None:
    printed = set_up(capsys)

    assert Government.objects.filter(is_example=False).count() == 195
    assert Document.objects.filter(slug="rt3").exists()
    password = re.search(r"name +admin\n +password +(\S+)", printed)
    assert password
    administrator = authenticate(username="admin", password=password[1])
    assert administrator is not None
    assert administrator.is_superuser


def test_the_second_start_says_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    set_up(capsys)
    Document.objects.filter(slug="rt3").update(title="Corrected by an editor")

    assert set_up(capsys) == ""
    assert Document.objects.get(slug="rt3").title == "Corrected by an editor"


def test_no_account_is_made_where_there_is_an_administrator_of_another_name(capsys: pytest.CaptureFixture[str]) -> None:
    get_user_model().objects.create_superuser("chair")

    set_up(capsys)

    assert list(get_user_model().objects.values_list("username", flat=True)) == ["chair"]
