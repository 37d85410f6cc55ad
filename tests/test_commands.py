"""The commands of whoever runs the site: invented entries, and the standings proven against the ledger."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from recommendations.figures import metrics
from recommendations.models import Assessment, FollowUp, Government, Position, Recommendation, RecommendationStanding
from tests import factories as make

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    output = StringIO()
    call_command(*arguments, stdout=output)
    return output.getvalue()


@pytest.mark.prove("postgresql")
def test_the_example_is_a_world_of_its_own_that_the_ledger_bears_out() -> None:
    call_command("loaddata", "governments", "frameworks", "summits", "rt3", verbosity=0)

    call_command("load_example", stdout=StringIO())

    now = timezone.now()
    invented = Government.objects.filter(is_example=True)
    speaking = {*FollowUp.objects.values_list("government__is_example", flat=True)}
    reporting = metrics.reporting(now, Recommendation.objects.all())
    assert (invented.count(), speaking, reporting.addressed) == (12, {True}, 12)
    assert all(model.objects.in_force(now).count() > 10 for model in (Position, FollowUp, Assessment))
    assert FollowUp.objects.filter(corrects__isnull=False).exists()
    assert FollowUp.objects.filter(withdrawn_at__isnull=False).exists()
    assert said("rebuild_standings", "--check") == "0 standing rows of 0 recommendations differ.\n"
    assert said("load_example", "--if-empty") == ""
    with pytest.raises(CommandError, match=r"^The example is already loaded: use another database to load it anew\.$"):
        call_command("load_example")


def test_the_example_is_refused_where_a_real_entry_exists_even_a_draft() -> None:
    make.draft_follow_up(make.make_recommendation(), make.make_government("SWE"), by=make.make_editor())

    with pytest.raises(CommandError) as refused:
        call_command("load_example", "--if-empty")

    assert str(refused.value) == (
        "This database holds real entries, and invented ones never stand beside them: give DATABASE_URL another "
        "database."
    )
    assert Government.objects.filter(is_example=True).count() == 0


def test_a_standing_that_the_ledger_does_not_bear_out_is_named_and_then_mended() -> None:
    recommendation = make.make_recommendation("RT3.2-R4")
    make.publish_follow_up(recommendation, make.make_government("SWE"))
    RecommendationStanding.objects.update(num_completed=7)

    output = StringIO()
    with pytest.raises(CommandError) as differs:
        call_command("rebuild_standings", "--check", stdout=output)

    assert output.getvalue() == "RT3.2-R4: 1 rows differ\n"
    assert str(differs.value) == (
        "1 standing rows of 1 recommendations differ from the ledger: run rebuild_standings without --check."
    )
    assert said("rebuild_standings") == (
        "RT3.2-R4: 1 rows differ\n1 standing rows of 1 recommendations were written.\n"
    )
    assert said("rebuild_standings", "--check") == "0 standing rows of 0 recommendations differ.\n"
    assert RecommendationStanding.objects.get().num_completed == 0
