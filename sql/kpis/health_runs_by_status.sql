-- Question: How did the runs end?
-- Columns: name | unit | better | title, and below it what exactly it is
--   status | name | none | Status
--     success, partial, failed, cancelled, abandoned: always these five, in this order
--   runs | runs | none | Runs
--     runs with this status
--   share | ratio | none | Share of runs
--     runs / all runs, 0 to 1; null when there are no runs
WITH ends AS (
  SELECT v.status, v.place
  FROM (VALUES ('success', 1), ('partial', 2), ('failed', 3), ('cancelled', 4), ('abandoned', 5)) AS v(status, place)
)
SELECT
  e.status,
  COUNT(r.run_id) AS runs,
  CAST(COUNT(r.run_id) AS DOUBLE) / NULLIF(SUM(COUNT(r.run_id)) OVER (), 0) AS share
FROM ends e LEFT JOIN runs_in_window r ON r.status = e.status
GROUP BY e.status, e.place
ORDER BY e.place
