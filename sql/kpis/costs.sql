-- Question: What do the runs cost, and how much of it buys nothing?
-- Columns: name | unit | better | title, and below it what exactly it is
--   runs | runs | none | Runs
--     runs that have ended and whose requested_at is in the window
--   api_calls | calls | none | API calls
--     sum of total_api_calls of the runs: every attempt of every execution, answers from the cache included. With a filter by
--     step or provider and with cost=repriced, this and the following figures are of the selected rows of api_calls
--   calls_per_run | calls per run | down | API calls per run
--     api_calls / runs; null when there are no runs
--   credits | credits | none | Search credits
--     sum of the credits
--   input_tokens | tokens | none | Input tokens
--     sum of the input tokens
--   output_tokens | tokens | none | Output tokens
--     sum of the output tokens
--   cost_usd | USD | down | Cost
--     sum of the costs, exact to 8 decimals; a lower bound if there are unpriced calls. A cost is the recorded one; with
--     cost=repriced it is computed from credits and tokens at the prices in force at called_at
--   cost_per_run_usd | USD per run | down | Cost per run
--     cost_usd / runs; null when there are no runs
--   unpriced_calls | calls | down | Calls without a cost
--     calls whose cost is not known: a model without a price, an answer that never came; with cost=repriced also a call
--     before the first price list
--   duplicate_queries | queries | down | Duplicate queries
--     distinct query_key that more than one run of the window asked
--   avoidable_cost_usd | USD | down | Avoidable cost
--     sum of the costs of the runs that asked such a query again: all but the first by (requested_at, run_id),
--     whatever their status
--   failed_cost_usd | USD | down | Cost of failed runs
--     sum of the costs of the runs with status failed or abandoned
--   retry_cost_usd | USD | down | Cost of retries
--     sum of cost_usd of the API calls with attempt above 1
--   cache_hits | calls | up | Answers from the cache
--     API calls with cache_hit
--   cache_saved_usd | USD | up | Saved by the cache
--     an estimate: for each provider and operation, cache_hits times the mean cost_usd of the calls of the window that were
--     not from the cache and succeeded; 0 where there are none
WITH repeated AS (
  SELECT query_key, SUM(cost_usd) AS cost_usd, MIN(requested_at) AS first_requested_at
  FROM run_costs
  WHERE query_key IS NOT NULL
  GROUP BY query_key
  HAVING COUNT(*) > 1
),
first_runs AS (
  SELECT q.query_key, MIN_BY(r.cost_usd, r.run_id) AS cost_usd
  FROM repeated q JOIN run_costs r ON r.query_key = q.query_key AND r.requested_at = q.first_requested_at
  GROUP BY q.query_key
),
again AS (
  SELECT COUNT(*) AS duplicate_queries, COALESCE(SUM(q.cost_usd - COALESCE(f.cost_usd, 0)), 0) AS avoidable_cost_usd
  FROM repeated q JOIN first_runs f ON f.query_key = q.query_key
),
operations AS (
  SELECT
    COALESCE(SUM(CASE WHEN attempt > 1 THEN cost_usd END), 0) AS retry_cost_usd,
    COUNT(CASE WHEN cache_hit THEN 1 END) AS cache_hits,
    COUNT(CASE WHEN cache_hit THEN 1 END)
      * AVG(CASE WHEN NOT cache_hit AND status = 'success' THEN CAST(cost_usd AS DOUBLE) END) AS cache_saved_usd
  FROM calls_in_window
  GROUP BY provider, operation
),
wasted AS (
  SELECT
    COALESCE(SUM(retry_cost_usd), 0) AS retry_cost_usd,
    COALESCE(SUM(cache_hits), 0) AS cache_hits,
    COALESCE(SUM(cache_saved_usd), 0) AS cache_saved_usd
  FROM operations
),
totals AS (
  SELECT
    COUNT(*) AS runs,
    COALESCE(SUM(api_calls), 0) AS api_calls,
    COALESCE(SUM(credits), 0) AS credits,
    COALESCE(SUM(input_tokens), 0) AS input_tokens,
    COALESCE(SUM(output_tokens), 0) AS output_tokens,
    COALESCE(SUM(cost_usd), 0) AS cost_usd,
    COALESCE(SUM(unpriced_calls), 0) AS unpriced_calls,
    COALESCE(SUM(CASE WHEN status IN ('failed', 'abandoned') THEN cost_usd END), 0) AS failed_cost_usd
  FROM run_costs
)
SELECT
  t.runs, t.api_calls,
  CAST(t.api_calls AS DOUBLE) / NULLIF(t.runs, 0) AS calls_per_run,
  t.credits, t.input_tokens, t.output_tokens, t.cost_usd,
  CAST(t.cost_usd AS DOUBLE) / NULLIF(t.runs, 0) AS cost_per_run_usd,
  t.unpriced_calls, a.duplicate_queries, a.avoidable_cost_usd, t.failed_cost_usd,
  w.retry_cost_usd, w.cache_hits, w.cache_saved_usd
FROM totals t CROSS JOIN again a CROSS JOIN wasted w
