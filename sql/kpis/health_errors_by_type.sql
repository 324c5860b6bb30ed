-- Question: What goes wrong, and how often?
-- Columns: name | unit | better | title, and below it what exactly it is
--   error_type | name | none | Error type
--     error_type of the run, where it is not null and the status is not cancelled; as many as top says
--   runs | runs | down | Runs
--     runs with this error_type; the order is most runs first, then by name
--   share | ratio | down | Share of runs
--     runs / all runs that were not cancelled, 0 to 1
WITH not_cancelled AS (
  SELECT COUNT(*) AS n FROM runs_in_window WHERE status <> 'cancelled'
),
ranked AS (
  SELECT
    r.error_type,
    COUNT(*) AS runs,
    CAST(COUNT(*) AS DOUBLE) / NULLIF(MAX(n.n), 0) AS share
  FROM runs_in_window r CROSS JOIN not_cancelled n
  WHERE r.error_type IS NOT NULL AND r.status <> 'cancelled'
  GROUP BY r.error_type
)
SELECT error_type, runs, share
FROM ranked
QUALIFY ROW_NUMBER() OVER (ORDER BY runs DESC NULLS LAST, error_type) <= CAST(:top AS INTEGER)
ORDER BY runs DESC NULLS LAST, error_type
