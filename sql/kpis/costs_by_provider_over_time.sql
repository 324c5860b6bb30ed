-- Question: How has the cost of each provider changed over time?
-- Columns: name | unit | better | title, and below it what exactly it is
--   start | time | none | Start
--     of the bucket, in the time zone of the request; a bucket in which a provider was not called has no row of it
--   end | time | none | End
--     of the bucket, exclusive
--   is_partial | flag | none | Partial
--     whether the window has only a part of the bucket, or the bucket is not over
--   provider | name | none | Provider
--     of the API calls of the runs of the bucket, by the requested_at of the run; the order is by start, then provider
--   api_calls | calls | none | API calls
--     rows of api_calls: every attempt of every execution, answers from the cache included
--   cost_usd | USD | down | Cost
--     sum of cost_usd, null as 0, exact to 8 decimals; a lower bound if there are unpriced calls
--   unpriced_calls | calls | down | Calls without a cost
--     of these, with cost_usd null
SELECT
  DATE_TRUNC('{granularity}', DATEADD('second', s.off, c.requested_at)) AS bucket, s.bucket_offset, c.provider,
  COUNT(*) AS api_calls,
  COALESCE(SUM(c.cost_usd), 0) AS cost_usd,
  COUNT(*) - COUNT(c.cost_usd) AS unpriced_calls
FROM calls_in_window c JOIN segments s ON c.requested_at >= s.lo AND c.requested_at < s.hi
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
