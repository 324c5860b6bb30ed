-- Question: For which companies do runs fail most?
-- Columns: name | unit | better | title, and below it what exactly it is
--   company_name | name | none | Company
--     in the spelling, without the spaces around it, that sorts first by code point; spellings with one company_key are one company; only companies
--     with at least minimum_runs runs that were not cancelled, one of them failed or abandoned; as many as top says
--   runs | runs | none | Runs
--     its runs that were not cancelled
--   failed | runs | down | Failed runs
--     of these, with status failed or abandoned
--   failure_ratio | ratio | down | Failure ratio
--     failed / runs, 0 to 1; the order is highest first, then most failed runs, then by company_key
--   minimum_runs | runs | none | Smallest sample
--     3: a ratio of fewer runs says little
WITH ranked AS (
  SELECT
    company_key,
    MIN(TRIM(company_name, ' ')) AS company_name,
    COUNT(*) AS runs,
    COUNT(CASE WHEN status IN ('failed', 'abandoned') THEN 1 END) AS failed,
    CAST(COUNT(CASE WHEN status IN ('failed', 'abandoned') THEN 1 END) AS DOUBLE) / COUNT(*) AS failure_ratio,
    3 AS minimum_runs
  FROM runs_in_window
  WHERE company_key IS NOT NULL AND status <> 'cancelled'
  GROUP BY company_key
  HAVING COUNT(*) >= 3 AND COUNT(CASE WHEN status IN ('failed', 'abandoned') THEN 1 END) > 0
)
SELECT company_name, runs, failed, failure_ratio, minimum_runs
FROM ranked
QUALIFY ROW_NUMBER() OVER (ORDER BY failure_ratio DESC NULLS LAST, failed DESC NULLS LAST, company_key) <= CAST(:top AS INTEGER)
ORDER BY failure_ratio DESC NULLS LAST, failed DESC NULLS LAST, company_key
