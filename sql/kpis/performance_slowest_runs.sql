-- Question: Which runs took longest?
-- Columns: name | unit | better | title, and below it what exactly it is
--   run_id | name | none | Run
--     runs whose total_latency_ms is not null; as many as top says
--   company_name | name | none | Company
--     as recorded
--   status | name | none | Status
--     of the run
--   requested_at | time | none | Requested at
--     of the run
--   total_latency_ms | ms | down | Run time
--     the order is longest first, then by run_id
--   total_api_calls | calls | down | API calls
--     of the run
--   cost_usd | USD | down | Cost
--     of the run; with cost=repriced, the sum of cost_usd of all its API calls at the prices in force when they were made
--
-- top is at most 100. Numbering the rows of a whole window means sorting them, while the first 100 are found by passing once.
WITH slowest AS (
  SELECT run_id, company_name, status, requested_at, total_latency_ms, total_api_calls, cost_usd
  FROM runs_in_window
  WHERE total_latency_ms IS NOT NULL
  ORDER BY total_latency_ms DESC NULLS LAST, run_id
  LIMIT 100
)
SELECT s.run_id, s.company_name, s.status, s.requested_at, s.total_latency_ms, s.total_api_calls,
  s.cost_usd -- unless repriced
  COALESCE(c.cost_usd, 0) AS cost_usd -- if repriced
FROM slowest s
LEFT JOIN (SELECT run_id, SUM(cost_usd) AS cost_usd FROM repriced_calls GROUP BY run_id) c ON c.run_id = s.run_id -- if repriced
QUALIFY ROW_NUMBER() OVER (ORDER BY s.total_latency_ms DESC NULLS LAST, s.run_id) <= CAST(:top AS INTEGER)
ORDER BY s.total_latency_ms DESC NULLS LAST, s.run_id
