-- Question: How long does a run take?
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
SELECT
  COUNT(total_latency_ms) AS samples,
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY total_latency_ms) AS p50_ms,
  PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY total_latency_ms) AS p95_ms,
  PERCENTILE_CONT(0.99) WITHIN GROUP (ORDER BY total_latency_ms) AS p99_ms,
  AVG(total_latency_ms) AS avg_ms
FROM runs_in_window
