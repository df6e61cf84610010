"""The questions behind signals that the log alone can answer."""

from audit.enums import SignalKind

_SEEN = "e.occurred_at >= %(begin)s AND e.occurred_at < %(end)s AND e.actor_id IS NOT NULL"

# Many more patients than she sees on her other days, and never a few.
MASS_READING = """
    WITH days AS (
        SELECT e.actor_id, (e.occurred_at AT TIME ZONE %(zone)s)::date AS day, count(DISTINCT e.patient_id) AS patients,
               max(e.actor_name) AS actor_name, max(e.facility_id) AS facility_id
        FROM audit_events e
        WHERE e.occurred_at >= %(begin)s::timestamptz - interval '28 days' AND e.occurred_at < %(end)s
          AND e.action IN ('R', 'P', 'X') AND e.actor_id IS NOT NULL
        GROUP BY 1, 2)
    SELECT t.actor_id, t.actor_name, t.facility_id, NULL::uuid AS patient_id, t.patients AS happened, u.usual
    FROM days t
    LEFT JOIN LATERAL (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY d.patients) AS usual
                       FROM days d WHERE d.actor_id = t.actor_id AND d.day < %(day)s) u ON true
    WHERE t.day = %(day)s AND t.patients >= %(patients_a_day_at_least)s
      AND t.patients > coalesce(u.usual, 0) * %(times_usual)s
"""

# Records opened on a day on which she did nothing for those patients.
READING_WITHOUT_ACT = f"""
    SELECT e.actor_id, max(e.actor_name) AS actor_name, max(e.facility_id) AS facility_id, NULL::uuid AS patient_id,
           count(DISTINCT e.patient_id) AS happened, NULL::bigint AS usual
    FROM audit_events e
    WHERE {_SEEN} AND e.action IN ('R', 'P', 'X') AND NOT EXISTS (
        SELECT FROM audit_events w WHERE w.patient_id = e.patient_id AND w.actor_id = e.actor_id AND w.action IN ('I', 'U', 'D')
        AND w.occurred_at >= %(begin)s AND w.occurred_at < %(end)s)
    GROUP BY e.actor_id HAVING count(DISTINCT e.patient_id) >= %(patients_without_act)s
"""  # noqa: S608 - our own text

OUTSIDE_HOURS = f"""
    SELECT e.actor_id, max(e.actor_name) AS actor_name, max(e.facility_id) AS facility_id, NULL::uuid AS patient_id,
           count(DISTINCT e.patient_id) AS happened, NULL::bigint AS usual
    FROM audit_events e
    WHERE {_SEEN} AND e.action IN ('R', 'Q', 'P', 'X') AND e.program = 'web'
      AND extract(hour FROM e.occurred_at AT TIME ZONE %(zone)s) NOT BETWEEN %(first_hour)s AND %(last_hour)s
    GROUP BY e.actor_id HAVING count(DISTINCT e.patient_id) >= %(patients_outside_hours)s
"""  # noqa: S608 - our own text

REFUSALS = f"""
    SELECT e.actor_id, max(e.actor_name) AS actor_name, max(e.facility_id) AS facility_id, NULL::uuid AS patient_id,
           count(*) AS happened, NULL::bigint AS usual
    FROM audit_events e WHERE {_SEEN} AND e.action IN ('N', 'F', 'K')
    GROUP BY e.actor_id HAVING count(*) >= %(refusals)s
"""  # noqa: S608 - our own text

RULES = {
    SignalKind.MASS_READING: MASS_READING,
    SignalKind.READING_WITHOUT_ACT: READING_WITHOUT_ACT,
    SignalKind.OUTSIDE_HOURS: OUTSIDE_HOURS,
    SignalKind.REFUSALS: REFUSALS,
}
