-- Question: On which weekdays and at which hours are runs requested?
-- Columns: name | unit | better | title, and below it what exactly it is
--   weekday | weekday | none | Weekday
--     1 is Monday, 7 is Sunday (ISO-8601), in the time zone of the request; always all seven, in order
--   hour | hour | none | Hour of the day
--     0 to 23 in the time zone of the request; always all of them, in order
--   runs | runs | none | Runs
--     runs whose requested_at is in this hour of this weekday
WITH days AS (
  SELECT v.d FROM (VALUES (1), (2), (3), (4), (5), (6), (7)) AS v(d)
),
hours AS (
  SELECT v.h
  FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11),
               (12), (13), (14), (15), (16), (17), (18), (19), (20), (21), (22), (23)) AS v(h)
),
counts AS (
  SELECT
    DAYOFWEEKISO(DATEADD('second', s.off, r.requested_at)) AS weekday,
    HOUR(DATEADD('second', s.off, r.requested_at)) AS hour,
    COUNT(*) AS runs
  FROM runs_in_window r JOIN segments s ON r.requested_at >= s.lo AND r.requested_at < s.hi
  GROUP BY 1, 2
)
SELECT d.d AS weekday, h.h AS hour, COALESCE(c.runs, 0) AS runs
FROM days d CROSS JOIN hours h LEFT JOIN counts c ON c.weekday = d.d AND c.hour = h.h
ORDER BY d.d, h.h
