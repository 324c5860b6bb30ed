-- Question: How much is asked, about whom, and when?
-- Parameters: from, to, simulated
-- Columns: name | unit | better | title, and below it what exactly it is
--   runs | runs | none | Runs
--     every run at its end whose requested_at is in the window
--   unique_companies | companies | none | Companies
--     distinct company_name, told apart without regard to case and outer blanks; runs without one do not count
--   top_company | name | none | Most asked company
--     the company of most runs, in the spelling that sorts first by code point; of equals the first by its lower-
--     case name; null when there is none
--   busiest_hour | hour | none | Busiest hour
--     the hour of the day, 0 to 23 in UTC, of most requested_at; of equals the earliest; null when there are no runs
WITH w AS (
  SELECT * FROM agent_runs
  WHERE requested_at >= CAST(:from AS DATETIME)
    AND requested_at < CAST(:to AS DATETIME)
    AND (CAST(:simulated AS BOOLEAN) IS NULL OR simulated = CAST(:simulated AS BOOLEAN))
),
companies AS (
  SELECT LOWER(TRIM(company_name)) AS company, MIN(TRIM(company_name)) AS spelling, COUNT(*) AS n
  FROM w
  WHERE TRIM(company_name) <> ''
  GROUP BY LOWER(TRIM(company_name))
),
top_company AS (
  SELECT spelling FROM companies ORDER BY n DESC NULLS LAST, company LIMIT 1
),
hours AS (
  SELECT HOUR(requested_at) AS hour_utc, COUNT(*) AS n FROM w GROUP BY HOUR(requested_at)
),
busiest AS (
  SELECT hour_utc FROM hours ORDER BY n DESC NULLS LAST, hour_utc LIMIT 1
),
counts AS (
  SELECT COUNT(*) AS runs FROM w
),
unique_companies AS (
  SELECT COUNT(*) AS n FROM companies
)
SELECT
  c.runs,
  u.n AS unique_companies,
  t.spelling AS top_company,
  b.hour_utc AS busiest_hour
FROM counts c
CROSS JOIN unique_companies u
LEFT JOIN top_company t ON TRUE
LEFT JOIN busiest b ON TRUE
