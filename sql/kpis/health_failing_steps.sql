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
WITH counts AS (
  SELECT step_name, error_type,
    COUNT(CASE WHEN status <> 'skipped' THEN 1 END) AS reached,
    COUNT(CASE WHEN status = 'failed' THEN 1 END) AS failed
  FROM steps_in_window
  GROUP BY step_name, error_type
),
ranked AS (
  SELECT step_name, error_type, failed,
    CAST(failed AS DOUBLE) / NULLIF(SUM(reached) OVER (PARTITION BY step_name), 0) AS share
  FROM counts
)
SELECT step_name, error_type, failed, share
FROM ranked
WHERE failed > 0
QUALIFY ROW_NUMBER() OVER (ORDER BY failed DESC NULLS LAST, step_name, error_type NULLS LAST) <= CAST(:top AS INTEGER)
ORDER BY failed DESC NULLS LAST, step_name, error_type NULLS LAST
