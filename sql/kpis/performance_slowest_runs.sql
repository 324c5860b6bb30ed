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
--     of the run
WITH ranked AS (
  SELECT run_id, company_name, status, requested_at, total_latency_ms, total_api_calls, cost_usd
  FROM runs_in_window
  WHERE total_latency_ms IS NOT NULL
)
SELECT run_id, company_name, status, requested_at, total_latency_ms, total_api_calls, cost_usd
FROM ranked
QUALIFY ROW_NUMBER() OVER (ORDER BY total_latency_ms DESC NULLS LAST, run_id) <= CAST(:top AS INTEGER)
ORDER BY total_latency_ms DESC NULLS LAST, run_id
