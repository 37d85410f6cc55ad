from django.db import migrations

GROUPS = ("Editors", "Reviewers")


def make_groups_and_clock(apps, schema_editor):
    for name in GROUPS:
        apps.get_model("auth", "Group").objects.get_or_create(name=name)
    apps.get_model("recommendations", "LedgerClock").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0001_first_tables"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(make_groups_and_clock, migrations.RunPython.noop)]
