-- Question: How long does each step take, and how often does it fail?
-- Columns: name | unit | better | title, and below it what exactly it is
--   step_name | name | none | Step
--     the steps of the runs in the window, by name
--   success | steps | up | Succeeded
--     steps with status success
--   failed | steps | down | Failed
--     steps with status failed
--   skipped | steps | none | Skipped
--     steps with status skipped
--   failure_ratio | ratio | down | Failure ratio
--     failed / (success + failed), 0 to 1; null when the divisor is 0
--   samples | steps | none | Steps measured
--     steps whose latency_ms is not null and whose status is not skipped
--   p50_ms | ms | down | Median time
--     median of latency_ms of these; exact (PERCENTILE_CONT); null when there are none
--   p95_ms | ms | down | 95th percentile
--     the same at 0.95
--   p99_ms | ms | down | 99th percentile
--     the same at 0.99
--   avg_ms | ms | down | Mean time
--     arithmetic mean of the same values
--   time_share | ratio | none | Share of time
--     sum of the same values / their sum over all steps of the answer, 0 to 1; null when that is 0
WITH steps AS (
  SELECT step_name, status, CASE WHEN status <> 'skipped' THEN latency_ms END AS latency_ms
  FROM steps_in_window
),
counts AS (
  SELECT
    step_name,
    COUNT(CASE WHEN status = 'success' THEN 1 END) AS success,
    COUNT(CASE WHEN status = 'failed' THEN 1 END) AS failed,
    COUNT(CASE WHEN status = 'skipped' THEN 1 END) AS skipped,
    COUNT(latency_ms) AS samples,
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY latency_ms) AS p50_ms,
    PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY latency_ms) AS p95_ms,
    PERCENTILE_CONT(0.99) WITHIN GROUP (ORDER BY latency_ms) AS p99_ms,
    AVG(latency_ms) AS avg_ms,
    SUM(latency_ms) AS sum_ms
  FROM steps
  GROUP BY step_name
)
SELECT
  step_name, success, failed, skipped,
  CAST(failed AS DOUBLE) / NULLIF(success + failed, 0) AS failure_ratio,
  samples, p50_ms, p95_ms, p99_ms, avg_ms,
  COALESCE(sum_ms, 0) / NULLIF(SUM(sum_ms) OVER (), 0) AS time_share
FROM counts
ORDER BY step_name
