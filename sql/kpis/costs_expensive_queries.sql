-- Question: Which queries cost most?
-- Columns: name | unit | better | title, and below it what exactly it is
--   query | name | none | Query
--     grouped by query_key, in the spelling, without the spaces around it, that sorts first by code point
--   runs | runs | none | Runs
--     runs of the window that asked it
--   api_calls | calls | none | API calls
--     sum of their API calls
--   cost_usd | USD | down | Cost
--     sum of their costs; the order is highest first, then by query_key; as many as top says
--   cost_per_run_usd | USD per run | down | Cost per run
--     cost_usd / runs
WITH ranked AS (
  SELECT
    query_key,
    MIN(TRIM(query, ' ')) AS query,
    COUNT(*) AS runs,
    SUM(api_calls) AS api_calls,
    SUM(cost_usd) AS cost_usd,
    CAST(SUM(cost_usd) AS DOUBLE) / COUNT(*) AS cost_per_run_usd
  FROM run_costs
  WHERE query_key IS NOT NULL
  GROUP BY query_key
)
SELECT query, runs, api_calls, cost_usd, cost_per_run_usd
FROM ranked
QUALIFY ROW_NUMBER() OVER (ORDER BY cost_usd DESC NULLS LAST, query_key) <= CAST(:top AS INTEGER)
ORDER BY cost_usd DESC NULLS LAST, query_key
