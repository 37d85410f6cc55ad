from django.db import migrations, models

import recommendations.models.attachments


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0004_search_text"),
    ]

    operations = [
        # Files are named and checked otherwise from now on; the columns stay as they are.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="evidence",
                    name="file",
                    field=models.FileField(
                        blank=True,
                        upload_to=recommendations.models.attachments.stored_name,
                        validators=[recommendations.models.attachments.validate_attachment],
                        verbose_name="file",
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalevidence",
                    name="file",
                    field=models.TextField(
                        blank=True,
                        max_length=100,
                        validators=[recommendations.models.attachments.validate_attachment],
                        verbose_name="file",
                    ),
                ),
            ],
        ),
    ]
