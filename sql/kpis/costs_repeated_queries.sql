-- Question: Which queries were paid for more than once?
-- Columns: name | unit | better | title, and below it what exactly it is
--   query | name | none | Query
--     grouped by query_key, in the spelling, without the spaces around it, that sorts first by code point; as many as top
--     says with the highest avoidable cost, of equals the most asked, then the first by query_key
--   runs | runs | down | Runs
--     runs of the window that asked it, more than one
--   cost_usd | USD | down | Cost
--     sum of the costs of these runs
--   avoidable_cost_usd | USD | down | Avoidable cost
--     the same without the first run by (requested_at, run_id)
WITH repeated AS (
  SELECT query_key, MIN(TRIM(query, ' ')) AS query, COUNT(*) AS runs, SUM(cost_usd) AS cost_usd,
    MIN(requested_at) AS first_requested_at
  FROM run_costs
  WHERE query_key IS NOT NULL
  GROUP BY query_key
  HAVING COUNT(*) > 1
),
first_runs AS (
  SELECT q.query_key, MIN_BY(r.cost_usd, r.run_id) AS cost_usd
  FROM repeated q JOIN run_costs r ON r.query_key = q.query_key AND r.requested_at = q.first_requested_at
  GROUP BY q.query_key
),
ranked AS (
  SELECT q.query_key, q.query, q.runs, q.cost_usd, q.cost_usd - COALESCE(f.cost_usd, 0) AS avoidable_cost_usd
  FROM repeated q JOIN first_runs f ON f.query_key = q.query_key
)
SELECT query, runs, cost_usd, avoidable_cost_usd
FROM ranked
QUALIFY ROW_NUMBER() OVER (ORDER BY avoidable_cost_usd DESC NULLS LAST, runs DESC NULLS LAST, query_key) <= CAST(:top AS INTEGER)
ORDER BY avoidable_cost_usd DESC NULLS LAST, runs DESC NULLS LAST, query_key
