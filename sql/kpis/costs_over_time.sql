-- Question: How have the costs changed over time?
-- Columns: name | unit | better | title, and below it what exactly it is
--   start | time | none | Start
--     of the bucket, in the time zone of the request
--   end | time | none | End
--     of the bucket, exclusive
--   is_partial | flag | none | Partial
--     whether the window has only a part of the bucket, or the bucket is not over
--   runs | runs | none | Runs
--     runs of the bucket, by requested_at
--   api_calls | calls | none | API calls
--     as in the headline figures, over these runs
--   calls_per_run | calls per run | down | API calls per run
--     api_calls / runs; null when there are no runs
--   cost_usd | USD | down | Cost
--     as in the headline figures, over these runs
--   cost_per_run_usd | USD per run | down | Cost per run
--     cost_usd / runs; null when there are no runs
--   failed_cost_usd | USD | down | Cost of failed runs
--     as in the headline figures, over these runs
--   unpriced_calls | calls | down | Calls without a cost
--     as in the headline figures, over these runs
SELECT
  DATE_TRUNC('{granularity}', DATEADD('second', s.off, r.requested_at)) AS bucket, s.bucket_offset,
  COUNT(*) AS runs,
  SUM(r.api_calls) AS api_calls,
  CAST(SUM(r.api_calls) AS DOUBLE) / COUNT(*) AS calls_per_run,
  SUM(r.cost_usd) AS cost_usd,
  CAST(SUM(r.cost_usd) AS DOUBLE) / COUNT(*) AS cost_per_run_usd,
  SUM(CASE WHEN r.status IN ('failed', 'abandoned') THEN r.cost_usd END) AS failed_cost_usd,
  SUM(r.unpriced_calls) AS unpriced_calls
FROM run_costs r JOIN segments s ON r.requested_at >= s.lo AND r.requested_at < s.hi
GROUP BY 1, 2
