-- Question: How long does a run take, and which step holds it up?
-- Columns: name | unit | better | title, and below it what exactly it is
--   samples | runs | none | Runs measured
--     runs, of any status, whose total_latency_ms is not null
--   p50_ms | ms | down | Median run time
--     median of total_latency_ms over these runs; exact, with linear interpolation between neighbours
--     (PERCENTILE_CONT); null when there are none
--   p95_ms | ms | down | 95th percentile of run time
--     the same at 0.95
--   p99_ms | ms | down | 99th percentile of run time
--     the same at 0.99
--   avg_ms | ms | down | Mean run time
--     arithmetic mean of the same values
--   slowest_step | name | none | Slowest step
--     the step_name with the highest 95th percentile of latency_ms over the steps of the runs, where it is not null
--     and the step's status is not skipped; of equals the first by name; null when none
--   slowest_step_p95_ms | ms | down | Its 95th percentile
--     that percentile
WITH runs AS (
  SELECT
    COUNT(total_latency_ms) AS samples,
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY total_latency_ms) AS p50_ms,
    PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY total_latency_ms) AS p95_ms,
    PERCENTILE_CONT(0.99) WITHIN GROUP (ORDER BY total_latency_ms) AS p99_ms,
    AVG(total_latency_ms) AS avg_ms
  FROM runs_in_window
),
steps AS (
  SELECT step_name, PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY latency_ms) AS p95_ms
  FROM steps_in_window
  WHERE status <> 'skipped' AND latency_ms IS NOT NULL
  GROUP BY step_name
),
slowest AS (
  SELECT step_name, p95_ms FROM steps ORDER BY p95_ms DESC NULLS LAST, step_name LIMIT 1
)
SELECT
  r.samples, r.p50_ms, r.p95_ms, r.p99_ms, r.avg_ms,
  s.step_name AS slowest_step,
  s.p95_ms AS slowest_step_p95_ms
FROM runs r LEFT JOIN slowest s ON TRUE
