-- Question: Which industries are asked about?
-- Columns: name | unit | better | title, and below it what exactly it is
--   industry | name | none | Industry
--     as the summary step labelled it; null for runs without a label, last among equals; as many as top says
--   runs | runs | none | Runs
--     runs with this label; the order is most runs first, then by name
--   share | ratio | none | Share of runs
--     runs / all runs, 0 to 1
WITH ranked AS (
  SELECT
    industry,
    COUNT(*) AS runs,
    CAST(COUNT(*) AS DOUBLE) / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
  FROM runs_in_window
  GROUP BY industry
)
SELECT industry, runs, share
FROM ranked
QUALIFY ROW_NUMBER() OVER (ORDER BY runs DESC NULLS LAST, industry NULLS LAST) <= CAST(:top AS INTEGER)
ORDER BY runs DESC NULLS LAST, industry NULLS LAST
