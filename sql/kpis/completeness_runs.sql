-- Question: Which runs have arrived, and with how many of their rows?
-- Columns: name | unit | better | title, and below it what exactly it is
--   run_id | name | none | Run
--     its run_id
--   requested_at | time | none | When it was asked for
--     as in the envelope
--   revision | revision | none | Revision of the run's row
--     of the row of agent_runs
--   projection_version | version | none | Projection of the run's row
--     of the row of agent_runs
--   emitted_at | time | none | When the run's row was emitted
--     of the row of agent_runs
--   steps | rows | none | Steps
--     rows of run_steps of this revision or a later one
--   calls | rows | none | API calls
--     rows of api_calls of this revision or a later one
WITH w AS (
  SELECT run_id, requested_at, revision, projection_version, emitted_at FROM agent_runs
  WHERE requested_at >= CAST(:from AS DATETIME)
    AND requested_at < CAST(:to AS DATETIME)
),
s AS (
  SELECT w.run_id, COUNT(*) AS steps
  FROM w JOIN run_steps t ON t.run_id = w.run_id AND t.revision >= w.revision
  GROUP BY w.run_id
),
c AS (
  SELECT w.run_id, COUNT(*) AS calls
  FROM w JOIN api_calls t ON t.run_id = w.run_id AND t.revision >= w.revision
  GROUP BY w.run_id
)
SELECT w.run_id, w.requested_at, w.revision, w.projection_version, w.emitted_at,
  COALESCE(s.steps, 0) AS steps, COALESCE(c.calls, 0) AS calls
FROM w
LEFT JOIN s ON s.run_id = w.run_id
LEFT JOIN c ON c.run_id = w.run_id
ORDER BY w.run_id
