-- Question: What goes wrong, and how often?
-- Parameters: from, to, simulated
-- Columns: name | unit | better | title, and below it what exactly it is
--   error_type | name | none | Error type
--     error_type of the run, where it is not null and the status is not cancelled
--   runs | runs | down | Runs
--     runs with this error_type; the order is most runs first, then by name
--   share | ratio | down | Share of runs
--     runs / all runs that were not cancelled, 0 to 1
WITH w AS (
  SELECT * FROM agent_runs
  WHERE requested_at >= CAST(:from AS DATETIME)
    AND requested_at < CAST(:to AS DATETIME)
    AND (CAST(:simulated AS BOOLEAN) IS NULL OR simulated = CAST(:simulated AS BOOLEAN))
),
not_cancelled AS (
  SELECT COUNT(*) AS n FROM w WHERE status <> 'cancelled'
)
SELECT
  w.error_type,
  COUNT(*) AS runs,
  CAST(COUNT(*) AS DOUBLE) / NULLIF(MAX(n.n), 0) AS share
FROM w CROSS JOIN not_cancelled n
WHERE w.error_type IS NOT NULL AND w.status <> 'cancelled'
GROUP BY w.error_type
ORDER BY runs DESC NULLS LAST, w.error_type
