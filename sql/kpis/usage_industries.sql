-- Question: Which industries are asked about?
-- Parameters: from, to, simulated
-- Columns: name | unit | better | title, and below it what exactly it is
--   industry | name | none | Industry
--     as the summary step labelled it; null for runs without a label, last among equals
--   runs | runs | none | Runs
--     runs with this label; the order is most runs first, then by name
--   share | ratio | none | Share of runs
--     runs / all runs, 0 to 1
WITH w AS (
  SELECT * FROM agent_runs
  WHERE requested_at >= CAST(:from AS DATETIME)
    AND requested_at < CAST(:to AS DATETIME)
    AND (CAST(:simulated AS BOOLEAN) IS NULL OR simulated = CAST(:simulated AS BOOLEAN))
)
SELECT
  industry,
  COUNT(*) AS runs,
  CAST(COUNT(*) AS DOUBLE) / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM w
GROUP BY industry
ORDER BY runs DESC NULLS LAST, industry NULLS LAST
