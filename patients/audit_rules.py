"""What is worth an auditor's look and only patients know: the record of somebody of one's own name."""

from audit.enums import SignalKind
from audit.signals import Rule

OWN_RECORD = Rule(
    SignalKind.OWN_RECORD,
    """
    SELECT e.actor_id, e.actor_name, max(e.facility_id) AS facility_id, e.patient_id, count(*) AS happened, NULL::bigint AS usual
    FROM audit_events e
    JOIN patient_core p ON p.id = e.patient_id
    WHERE e.occurred_at >= %(begin)s AND e.occurred_at < %(end)s AND e.action IN ('R', 'P', 'X')
      AND string_to_array(lower(e.actor_name), ' ') <@ string_to_array(p.name_key, ' ')
    GROUP BY e.actor_id, e.actor_name, e.patient_id
    """,
)
