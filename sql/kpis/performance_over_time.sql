-- Question: How has the run time changed over time?
-- Columns: name | unit | better | title, and below it what exactly it is
--   start | time | none | Start
--     of the bucket, in the time zone of the request
--   end | time | none | End
--     of the bucket, exclusive
--   is_partial | flag | none | Partial
--     whether the window has only a part of the bucket, or the bucket is not over
--   samples | runs | none | Runs measured
--     runs of the bucket whose total_latency_ms is not null
--   p50_ms | ms | down | Median run time
--     as in the headline figures, over these runs
--   p95_ms | ms | down | 95th percentile of run time
--     the same at 0.95
--   p99_ms | ms | down | 99th percentile of run time
--     the same at 0.99
SELECT
  DATE_TRUNC('{granularity}', DATEADD('second', s.off, r.requested_at)) AS bucket, s.bucket_offset,
  COUNT(r.total_latency_ms) AS samples,
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY r.total_latency_ms) AS p50_ms,
  PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY r.total_latency_ms) AS p95_ms,
  PERCENTILE_CONT(0.99) WITHIN GROUP (ORDER BY r.total_latency_ms) AS p99_ms
FROM runs_in_window r JOIN segments s ON r.requested_at >= s.lo AND r.requested_at < s.hi
GROUP BY 1, 2
