-- Question: How much is asked, about whom, and when?
-- Columns: name | unit | better | title, and below it what exactly it is
--   runs | runs | none | Runs
--     runs that have ended and whose requested_at is in the window
--   unique_companies | companies | none | Companies
--     distinct company_key that is not null
--   top_company | name | none | Most asked company
--     the company of most runs, grouped by company_key, in the spelling, without the spaces around it, that sorts first by code point; of equals the
--     first by company_key; null when there is none
--   busiest_hour | hour | none | Busiest hour
--     the hour of the day, 0 to 23 in the time zone of the request, of most requested_at; of equals the earliest; null when
--     there are no runs
WITH companies AS (
  SELECT company_key, MIN(TRIM(company_name, ' ')) AS spelling, COUNT(*) AS n
  FROM runs_in_window
  WHERE company_key IS NOT NULL
  GROUP BY company_key
),
top_company AS (
  SELECT spelling FROM companies ORDER BY n DESC NULLS LAST, company_key LIMIT 1
),
hours AS (
  SELECT HOUR(DATEADD('second', s.off, r.requested_at)) AS hour, COUNT(*) AS n
  FROM runs_in_window r JOIN segments s ON r.requested_at >= s.lo AND r.requested_at < s.hi
  GROUP BY 1
),
busiest AS (
  SELECT hour FROM hours ORDER BY n DESC NULLS LAST, hour LIMIT 1
),
counts AS (
  SELECT COUNT(*) AS runs FROM runs_in_window
),
unique_companies AS (
  SELECT COUNT(*) AS n FROM companies
)
SELECT
  c.runs,
  u.n AS unique_companies,
  t.spelling AS top_company,
  b.hour AS busiest_hour
FROM counts c
CROSS JOIN unique_companies u
LEFT JOIN top_company t ON TRUE
LEFT JOIN busiest b ON TRUE
