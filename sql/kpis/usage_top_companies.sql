-- Question: Which companies are asked about most?
-- Parameters: from, to, simulated
-- Columns: name | unit | better | title, and below it what exactly it is
--   company_name | name | none | Company
--     told apart without regard to case and outer blanks, in the spelling that sorts first by code point; the ten
--     with most runs, of equals the first by lower-case name; runs without one are left out
--   runs | runs | none | Runs
--     runs about this company
--   success_ratio | ratio | up | Success ratio
--     as in the health group, over these runs
--   cost_usd | USD | down | Cost
--     sum of cost_usd of these runs
WITH w AS (
  SELECT * FROM agent_runs
  WHERE requested_at >= CAST(:from AS DATETIME)
    AND requested_at < CAST(:to AS DATETIME)
    AND (CAST(:simulated AS BOOLEAN) IS NULL OR simulated = CAST(:simulated AS BOOLEAN))
)
SELECT
  MIN(TRIM(company_name)) AS company_name,
  COUNT(*) AS runs,
  CAST(COUNT(CASE WHEN status = 'success' THEN 1 END) AS DOUBLE)
    / NULLIF(COUNT(CASE WHEN status IN ('success', 'partial', 'failed', 'abandoned') THEN 1 END), 0) AS success_ratio,
  SUM(cost_usd) AS cost_usd
FROM w
WHERE TRIM(company_name) <> ''
GROUP BY LOWER(TRIM(company_name))
ORDER BY runs DESC NULLS LAST, LOWER(TRIM(company_name))
LIMIT 10
