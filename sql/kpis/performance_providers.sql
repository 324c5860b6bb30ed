-- Question: How fast do the providers answer, and how often do they fail?
-- Columns: name | unit | better | title, and below it what exactly it is
--   provider | name | none | Provider
--     of the API calls; answers from the cache are left out
--   operation | name | none | Operation
--     what was asked of it; the order is by provider, then operation
--   api_calls | calls | none | API calls
--     calls that reached the provider or tried to
--   failed_calls | calls | down | Failed calls
--     of these, with status failed
--   failure_ratio | ratio | down | Failure ratio
--     failed_calls / api_calls, 0 to 1
--   p50_ms | ms | down | Median time
--     median of latency_ms of the calls; exact (PERCENTILE_CONT)
--   p95_ms | ms | down | 95th percentile
--     the same at 0.95
--   p99_ms | ms | down | 99th percentile
--     the same at 0.99
SELECT
  provider, operation,
  COUNT(*) AS api_calls,
  COUNT(CASE WHEN status = 'failed' THEN 1 END) AS failed_calls,
  CAST(COUNT(CASE WHEN status = 'failed' THEN 1 END) AS DOUBLE) / COUNT(*) AS failure_ratio,
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY latency_ms) AS p50_ms,
  PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY latency_ms) AS p95_ms,
  PERCENTILE_CONT(0.99) WITHIN GROUP (ORDER BY latency_ms) AS p99_ms
FROM calls_in_window
WHERE NOT cache_hit
GROUP BY provider, operation
ORDER BY provider, operation
