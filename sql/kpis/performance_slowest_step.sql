-- Question: Which step holds the runs up?
-- Columns: name | unit | better | title, and below it what exactly it is
--   step_name | name | none | Slowest step
--     the step_name with the highest 95th percentile of latency_ms over the steps of the runs, where it is not null
--     and the step's status is not skipped; of equals the first by name; null when none
--   p95_ms | ms | down | Its 95th percentile
--     that percentile
WITH steps AS (
  SELECT step_name, PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY latency_ms) AS p95_ms
  FROM steps_in_window
  WHERE status <> 'skipped' AND latency_ms IS NOT NULL
  GROUP BY step_name
),
slowest AS (
  SELECT step_name, p95_ms FROM steps ORDER BY p95_ms DESC NULLS LAST, step_name LIMIT 1
)
SELECT s.step_name, s.p95_ms
FROM (SELECT 1 AS one) o LEFT JOIN slowest s ON TRUE
