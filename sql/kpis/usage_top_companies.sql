-- Question: Which companies are asked about most?
-- Columns: name | unit | better | title, and below it what exactly it is
--   company_name | name | none | Company
--     grouped by company_key, in the spelling, without the spaces around it, that sorts first by code point; as many as top says with most runs, of equals
--     the first by company_key; runs without a name are left out
--   runs | runs | none | Runs
--     runs about this company
--   success_ratio | ratio | up | Success ratio
--     as in the health group, over these runs
--   cost_usd | USD | down | Cost
--     sum of the costs of these runs
WITH ranked AS (
  SELECT
    company_key,
    MIN(TRIM(company_name, ' ')) AS company_name,
    COUNT(*) AS runs,
    CAST(COUNT(CASE WHEN status = 'success' THEN 1 END) AS DOUBLE)
      / NULLIF(COUNT(CASE WHEN status <> 'cancelled' THEN 1 END), 0) AS success_ratio,
    SUM(cost_usd) AS cost_usd
  FROM run_costs
  WHERE company_key IS NOT NULL
  GROUP BY company_key
)
SELECT company_name, runs, success_ratio, cost_usd
FROM ranked
QUALIFY ROW_NUMBER() OVER (ORDER BY runs DESC NULLS LAST, company_key) <= CAST(:top AS INTEGER)
ORDER BY runs DESC NULLS LAST, company_key
