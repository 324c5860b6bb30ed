-- Question: At which hours of the day are runs asked for?
-- Parameters: from, to, simulated
-- Columns: name | unit | better | title, and below it what exactly it is
--   hour_utc | hour | none | Hour of the day
--     0 to 23 in UTC, always all of them, in order
--   runs | runs | none | Runs
--     runs whose requested_at is in this hour of any day
WITH w AS (
  SELECT * FROM agent_runs
  WHERE requested_at >= CAST(:from AS DATETIME)
    AND requested_at < CAST(:to AS DATETIME)
    AND (CAST(:simulated AS BOOLEAN) IS NULL OR simulated = CAST(:simulated AS BOOLEAN))
),
hours AS (
  SELECT v.h
  FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11),
               (12), (13), (14), (15), (16), (17), (18), (19), (20), (21), (22), (23)) AS v(h)
)
SELECT h.h AS hour_utc, COUNT(w.run_id) AS runs
FROM hours h LEFT JOIN w ON HOUR(w.requested_at) = h.h
GROUP BY h.h
ORDER BY h.h
