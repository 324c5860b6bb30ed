-- Question: Do the runs end well?
-- Columns: name | unit | better | title, and below it what exactly it is
--   runs | runs | none | Runs
--     runs that have ended and whose requested_at is in the window
--   success | runs | up | Successful runs
--     runs with status success
--   partial | runs | down | Partial runs
--     runs with status partial
--   failed | runs | down | Failed runs
--     runs with status failed
--   cancelled | runs | none | Cancelled runs
--     runs with status cancelled
--   abandoned | runs | down | Abandoned runs
--     runs with status abandoned
--   success_ratio | ratio | up | Success ratio
--     success / (success + partial + failed + abandoned), 0 to 1; a cancelled run is nobody's failure and is in
--     neither part; null when the divisor is 0
--   top_error_type | name | none | Most frequent error
--     the error_type of most runs, where it is not null and the status is not cancelled; of equals the first by
--     name; null when there is none
WITH errors AS (
  SELECT error_type, COUNT(*) AS n
  FROM runs_in_window
  WHERE error_type IS NOT NULL AND status <> 'cancelled'
  GROUP BY error_type
),
top_error AS (
  SELECT error_type FROM errors ORDER BY n DESC NULLS LAST, error_type LIMIT 1
),
counts AS (
  SELECT
    COUNT(*) AS runs,
    COUNT(CASE WHEN status = 'success' THEN 1 END) AS success,
    COUNT(CASE WHEN status = 'partial' THEN 1 END) AS partial,
    COUNT(CASE WHEN status = 'failed' THEN 1 END) AS failed,
    COUNT(CASE WHEN status = 'cancelled' THEN 1 END) AS cancelled,
    COUNT(CASE WHEN status = 'abandoned' THEN 1 END) AS abandoned
  FROM runs_in_window
)
SELECT
  c.runs, c.success, c.partial, c.failed, c.cancelled, c.abandoned,
  CAST(c.success AS DOUBLE) / NULLIF(c.success + c.partial + c.failed + c.abandoned, 0) AS success_ratio,
  e.error_type AS top_error_type
FROM counts c LEFT JOIN top_error e ON TRUE
