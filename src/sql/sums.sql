WITH
  windows AS (
    {windows}
  ),
  ends AS (
    SELECT 1 AS sign
    UNION ALL SELECT -1
  ),
  standing AS (
    SELECT
      {groups_of_facts},
      measure,
      window_days,
      GREATEST(CAST(known_from AS {date}), {first_day}) AS stands_from,
      LEAST(COALESCE(CAST(known_until AS {date_or_null}), {leaves}), {leaves}) AS stands_until,
      {numbers_of_facts}
    FROM {facts} AS facts CROSS JOIN windows
  ),
  changes AS (
    SELECT
      {groups},
      measure,
      window_days,
      CASE WHEN sign = 1 THEN stands_from ELSE stands_until END AS changes_on,
      {changes}
    FROM standing CROSS JOIN ends
    WHERE stands_from < stands_until
      AND CASE WHEN sign = 1 THEN stands_from ELSE stands_until END <= {last_day}
    GROUP BY {groups_in_line}, measure, window_days, CASE WHEN sign = 1 THEN stands_from ELSE stands_until END
  ),
  running AS (
    SELECT
      {groups},
      measure,
      window_days,
      changes_on,
      LEAD(changes_on, 1, {day_after}) OVER by_day AS changes_next,
      {running}
    FROM changes
    WINDOW by_day AS (PARTITION BY {groups_in_line}, measure, window_days ORDER BY changes_on)
  )
SELECT
  {groups_and_day},
  measure,
  window_days,
  {numbers}
FROM running
WHERE {is_any}
ORDER BY {order}
