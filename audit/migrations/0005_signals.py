from django.db import migrations, models

from audit.attach import AttachAudit
from smartcare.db.operations import SqlFile


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0004_proof'),
    ]

    operations = [
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('kind', models.TextField(choices=[('mass_reading', 'Opened many more records than usual'), ('reading_without_act', 'Opened records and did nothing for the patients'), ('outside_hours', 'Looked at patients outside hours'), ('refusals', 'Was refused again and again'), ('own_record', 'Opened a record of her own name')])),
                ('actor_id', models.TextField()),
                ('actor_name', models.TextField(null=True)),
                ('facility_id', models.IntegerField(null=True)),
                ('patient_id', models.UUIDField(null=True)),
                ('happened', models.IntegerField(help_text='How often, or with how many patients.')),
                ('usual', models.IntegerField(help_text='The same on her other days, where it is known.', null=True)),
                ('found_at', models.DateTimeField()),
                ('looked_at', models.DateTimeField(null=True)),
                ('looked_by', models.TextField(null=True)),
                ('looked_by_name', models.TextField(null=True)),
                ('remark', models.TextField(null=True)),
            ],
            options={
                'db_table': 'audit_signals',
                'default_permissions': (),
                'indexes': [models.Index(fields=['-day', '-id'], name='audit_signal_newest')],
                'constraints': [models.UniqueConstraint(fields=('day', 'kind', 'actor_id', 'patient_id'), name='audit_signal_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('looked_at__isnull', True), ('looked_by__isnull', True)), models.Q(('looked_at__isnull', False), ('looked_by__isnull', False), ('remark__isnull', False)), _connector='OR'), name='audit_signal_looked_at_by_somebody')],
            },
        ),
        SqlFile("audit", "tbl_audit_signals_rights__v1"),
        AttachAudit("signal"),
    ]
