-- Question: Which steps fail, and why?
-- Columns: name | unit | better | title, and below it what exactly it is
--   step_name | name | none | Step
--     the steps that failed at least once
--   error_type | name | none | Error type
--     error_type of these steps; null where none was recorded
--   failed | steps | down | Failed steps
--     steps with status failed and this error_type; the order is most first, then by step, then by error type with
--     null last; as many as top says
--   share | ratio | down | Share of steps
--     failed / steps of this name with status success or failed, 0 to 1
WITH reached AS (
  SELECT step_name, COUNT(*) AS n FROM steps_in_window WHERE status <> 'skipped' GROUP BY step_name
),
ranked AS (
  SELECT
    t.step_name,
    t.error_type,
    COUNT(*) AS failed,
    CAST(COUNT(*) AS DOUBLE) / NULLIF(MAX(n.n), 0) AS share
  FROM steps_in_window t JOIN reached n ON n.step_name = t.step_name
  WHERE t.status = 'failed'
  GROUP BY t.step_name, t.error_type
)
SELECT step_name, error_type, failed, share
FROM ranked
QUALIFY ROW_NUMBER() OVER (ORDER BY failed DESC NULLS LAST, step_name, error_type NULLS LAST) <= CAST(:top AS INTEGER)
ORDER BY failed DESC NULLS LAST, step_name, error_type NULLS LAST
