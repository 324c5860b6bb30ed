-- Question: How many API calls does a run need?
-- Columns: name | unit | better | title, and below it what exactly it is
--   api_calls | calls | down | API calls
--     of a run, in order; only numbers that occur
--   runs | runs | none | Runs
--     runs with that many
--   cost_usd | USD | down | Cost
--     sum of the costs of these runs
SELECT api_calls, COUNT(*) AS runs, SUM(cost_usd) AS cost_usd
FROM run_costs
GROUP BY api_calls
ORDER BY api_calls
