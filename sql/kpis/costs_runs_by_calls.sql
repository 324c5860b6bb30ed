-- Question: How many API calls does a run need?
-- Parameters: from, to, simulated
-- Columns: name | unit | better | title, and below it what exactly it is
--   api_calls | calls | down | API calls
--     total_api_calls of a run, in order; only numbers that occur
--   runs | runs | none | Runs
--     runs with that many
--   cost_usd | USD | down | Cost
--     sum of cost_usd of these runs
WITH w AS (
  SELECT * FROM agent_runs
  WHERE requested_at >= CAST(:from AS DATETIME)
    AND requested_at < CAST(:to AS DATETIME)
    AND (CAST(:simulated AS BOOLEAN) IS NULL OR simulated = CAST(:simulated AS BOOLEAN))
)
SELECT total_api_calls AS api_calls, COUNT(*) AS runs, SUM(cost_usd) AS cost_usd
FROM w
GROUP BY total_api_calls
ORDER BY total_api_calls
