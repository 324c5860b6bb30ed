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
--     rows of run_steps of this revision or a later one; if there are enough of them with the run's time, only those
--   calls | rows | none | API calls
--     rows of api_calls of this revision or a later one; if there are enough of them with the run's time, only those
--
-- One run more than a check compares (Ledger.MAX_RUNS): whoever asks sees that there are too many, and no window needs more memory.
--
-- All rows of one envelope have the requested_at of its run, so those of the run's revision are in the window with it, and both
-- tables are read in the window alone. Another revision may have another requested_at, any time earlier or later, and a row of
-- an earlier contract has none: no margin around the window would hold them all. A run with fewer rows in the window than its
-- own row says is therefore looked for in the whole tables. Where there is none, DuckDB does not read them.
WITH w AS (
  SELECT run_id, requested_at, revision, projection_version, emitted_at, total_steps, total_api_calls FROM agent_runs
  WHERE requested_at >= CAST(:from AS DATETIME)
    AND requested_at < CAST(:to AS DATETIME)
  LIMIT 50001
),
near_steps AS (
  SELECT w.run_id, COUNT(*) AS n
  FROM w JOIN run_steps t ON t.run_id = w.run_id AND t.revision >= w.revision
  WHERE t.requested_at >= CAST(:from AS DATETIME)
    AND t.requested_at < CAST(:to AS DATETIME)
  GROUP BY w.run_id
),
near_calls AS (
  SELECT w.run_id, COUNT(*) AS n
  FROM w JOIN api_calls t ON t.run_id = w.run_id AND t.revision >= w.revision
  WHERE t.requested_at >= CAST(:from AS DATETIME)
    AND t.requested_at < CAST(:to AS DATETIME)
  GROUP BY w.run_id
),
without_steps AS (
  SELECT w.run_id, w.revision FROM w LEFT JOIN near_steps n ON n.run_id = w.run_id
  WHERE COALESCE(n.n, 0) < w.total_steps
),
without_calls AS (
  SELECT w.run_id, w.revision FROM w LEFT JOIN near_calls n ON n.run_id = w.run_id
  WHERE COALESCE(n.n, 0) < w.total_api_calls
),
far_steps AS (
  SELECT w.run_id, COUNT(*) AS n
  FROM without_steps w JOIN run_steps t ON t.run_id = w.run_id AND t.revision >= w.revision
  WHERE t.requested_at < CAST(:from AS DATETIME)
    OR t.requested_at >= CAST(:to AS DATETIME)
    OR t.requested_at IS NULL
  GROUP BY w.run_id
),
far_calls AS (
  SELECT w.run_id, COUNT(*) AS n
  FROM without_calls w JOIN api_calls t ON t.run_id = w.run_id AND t.revision >= w.revision
  WHERE t.requested_at < CAST(:from AS DATETIME)
    OR t.requested_at >= CAST(:to AS DATETIME)
    OR t.requested_at IS NULL
  GROUP BY w.run_id
)
SELECT w.run_id, w.requested_at, w.revision, w.projection_version, w.emitted_at,
  COALESCE(ns.n, 0) + COALESCE(fs.n, 0) AS steps, COALESCE(nc.n, 0) + COALESCE(fc.n, 0) AS calls
FROM w
LEFT JOIN near_steps ns ON ns.run_id = w.run_id
LEFT JOIN far_steps fs ON fs.run_id = w.run_id
LEFT JOIN near_calls nc ON nc.run_id = w.run_id
LEFT JOIN far_calls fc ON fc.run_id = w.run_id
ORDER BY w.run_id
