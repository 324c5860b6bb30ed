-- Question: Which queries were paid for more than once?
-- Columns: name | unit | better | title, and below it what exactly it is
--   query | name | none | Query
--     query_key, which is in lower case; as many as top says with the highest avoidable cost, of equals the most asked,
--     then the first by name
--   runs | runs | down | Runs
--     runs of the window that asked it, more than one
--   cost_usd | USD | down | Cost
--     sum of the costs of these runs
--   avoidable_cost_usd | USD | down | Avoidable cost
--     the same without the first run by (requested_at, run_id)
WITH numbered AS (
  SELECT query_key, cost_usd, ROW_NUMBER() OVER (PARTITION BY query_key ORDER BY requested_at, run_id) AS nth
  FROM run_costs
  WHERE query_key IS NOT NULL
),
ranked AS (
  SELECT
    query_key AS query,
    COUNT(*) AS runs,
    SUM(cost_usd) AS cost_usd,
    SUM(CASE WHEN nth > 1 THEN cost_usd END) AS avoidable_cost_usd
  FROM numbered
  GROUP BY query_key
  HAVING COUNT(*) > 1
)
SELECT query, runs, cost_usd, avoidable_cost_usd
FROM ranked
QUALIFY ROW_NUMBER() OVER (ORDER BY avoidable_cost_usd DESC NULLS LAST, runs DESC NULLS LAST, query) <= CAST(:top AS INTEGER)
ORDER BY avoidable_cost_usd DESC NULLS LAST, runs DESC NULLS LAST, query
