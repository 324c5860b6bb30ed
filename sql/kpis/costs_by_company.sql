-- Question: Which company costs how much?
-- Columns: name | unit | better | title, and below it what exactly it is
--   company_name | name | none | Company
--     grouped by company_key, in the spelling, without the spaces around it, that sorts first by code point; runs without a name are left out
--   runs | runs | none | Runs
--     runs about this company
--   api_calls | calls | none | API calls
--     sum of their API calls
--   cost_usd | USD | down | Cost
--     sum of their costs; the order is highest first, then by company_key; as many as top says
--   cost_per_run_usd | USD per run | down | Cost per run
--     cost_usd / runs
--   unpriced_calls | calls | down | Calls without a cost
--     sum of their calls without a cost
WITH ranked AS (
  SELECT
    company_key,
    MIN(TRIM(company_name, ' ')) AS company_name,
    COUNT(*) AS runs,
    SUM(api_calls) AS api_calls,
    SUM(cost_usd) AS cost_usd,
    CAST(SUM(cost_usd) AS DOUBLE) / COUNT(*) AS cost_per_run_usd,
    SUM(unpriced_calls) AS unpriced_calls
  FROM run_costs
  WHERE company_key IS NOT NULL
  GROUP BY company_key
)
SELECT company_name, runs, api_calls, cost_usd, cost_per_run_usd, unpriced_calls
FROM ranked
QUALIFY ROW_NUMBER() OVER (ORDER BY cost_usd DESC NULLS LAST, company_key) <= CAST(:top AS INTEGER)
ORDER BY cost_usd DESC NULLS LAST, company_key
