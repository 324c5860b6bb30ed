-- Question: What do the runs cost, and how much of it buys nothing?
-- Parameters: from, to, simulated
-- Columns: name | unit | better | title, and below it what exactly it is
--   api_calls | calls | none | API calls
--     sum of total_api_calls of the runs: every attempt of every execution, cached answers included
--   calls_per_run | calls per run | down | API calls per run
--     api_calls / runs; null when there are no runs
--   credits | credits | none | Search credits
--     sum of total_credits of the runs
--   input_tokens | tokens | none | Input tokens
--     sum of total_input_tokens of the runs
--   output_tokens | tokens | none | Output tokens
--     sum of total_output_tokens of the runs
--   cost_usd | USD | down | Cost
--     sum of cost_usd of the runs, exact to 8 decimals
--   cost_per_run_usd | USD per run | down | Cost per run
--     cost_usd / runs; null when there are no runs
--   duplicate_queries | queries | down | Duplicate queries
--     distinct queries that more than one run of the window asked, told apart by query without regard to case, outer
--     blanks and the number of blanks between words
--   avoidable_cost_usd | USD | down | Avoidable cost
--     sum of cost_usd of the runs that asked such a query again: all but the first by (requested_at, run_id),
--     whatever their status
--   failed_cost_usd | USD | down | Cost of failed runs
--     sum of cost_usd of the runs with status failed
WITH w AS (
  SELECT * FROM agent_runs
  WHERE requested_at >= CAST(:from AS DATETIME)
    AND requested_at < CAST(:to AS DATETIME)
    AND (CAST(:simulated AS BOOLEAN) IS NULL OR simulated = CAST(:simulated AS BOOLEAN))
),
asked AS (
  SELECT run_id, requested_at, cost_usd, LOWER(TRIM(REGEXP_REPLACE(query, '[ ]+', ' '))) AS normalised
  FROM w
  WHERE query IS NOT NULL
),
numbered AS (
  SELECT normalised, cost_usd, ROW_NUMBER() OVER (PARTITION BY normalised ORDER BY requested_at, run_id) AS nth
  FROM asked
),
again AS (
  SELECT COUNT(DISTINCT normalised) AS duplicate_queries, COALESCE(SUM(cost_usd), 0) AS avoidable_cost_usd
  FROM numbered
  WHERE nth > 1
),
totals AS (
  SELECT
    COUNT(*) AS runs,
    COALESCE(SUM(total_api_calls), 0) AS api_calls,
    COALESCE(SUM(total_credits), 0) AS credits,
    COALESCE(SUM(total_input_tokens), 0) AS input_tokens,
    COALESCE(SUM(total_output_tokens), 0) AS output_tokens,
    COALESCE(SUM(cost_usd), 0) AS cost_usd,
    COALESCE(SUM(CASE WHEN status = 'failed' THEN cost_usd END), 0) AS failed_cost_usd
  FROM w
)
SELECT
  t.api_calls,
  CAST(t.api_calls AS DOUBLE) / NULLIF(t.runs, 0) AS calls_per_run,
  t.credits, t.input_tokens, t.output_tokens, t.cost_usd,
  CAST(t.cost_usd AS DOUBLE) / NULLIF(t.runs, 0) AS cost_per_run_usd,
  a.duplicate_queries, a.avoidable_cost_usd, t.failed_cost_usd
FROM totals t CROSS JOIN again a
