-- Question: Which queries were paid for more than once?
-- Parameters: from, to, simulated
-- Columns: name | unit | better | title, and below it what exactly it is
--   query | name | none | Query
--     in lower case, without outer blanks, one blank between words; the ten with the highest avoidable cost, of
--     equals the most asked, then the first by name
--   runs | runs | down | Runs
--     runs of the window that asked it, more than one
--   cost_usd | USD | down | Cost
--     sum of cost_usd of these runs
--   avoidable_cost_usd | USD | down | Avoidable cost
--     the same without the first run by (requested_at, run_id)
WITH w AS (
  SELECT * FROM agent_runs
  WHERE requested_at >= CAST(:from AS DATETIME)
    AND requested_at < CAST(:to AS DATETIME)
    AND (CAST(:simulated AS BOOLEAN) IS NULL OR simulated = CAST(:simulated AS BOOLEAN))
),
asked AS (
  SELECT run_id, requested_at, cost_usd, LOWER(TRIM(REGEXP_REPLACE(query, '[ ]+', ' '))) AS normalised
  FROM w
  WHERE query IS NOT NULL
),
numbered AS (
  SELECT normalised, cost_usd, ROW_NUMBER() OVER (PARTITION BY normalised ORDER BY requested_at, run_id) AS nth
  FROM asked
)
SELECT
  normalised AS query,
  COUNT(*) AS runs,
  SUM(cost_usd) AS cost_usd,
  SUM(CASE WHEN nth > 1 THEN cost_usd END) AS avoidable_cost_usd
FROM numbered
GROUP BY normalised
HAVING COUNT(*) > 1
ORDER BY avoidable_cost_usd DESC NULLS LAST, runs DESC NULLS LAST, normalised
LIMIT 10
