-- Question: Whom do we pay for what?
-- Parameters: from, to, simulated
-- Columns: name | unit | better | title, and below it what exactly it is
--   provider | name | none | Provider
--     of the API calls of the runs in the window
--   operation | name | none | Operation
--     what was asked of it; the order is by provider, then operation
--   api_calls | calls | none | API calls
--     rows of api_calls: every attempt of every execution, cached answers included
--   failed_calls | calls | down | Failed calls
--     of these, with status failed
--   cache_hits | calls | up | Answers from the cache
--     of these, with cache_hit
--   credits | credits | none | Credits
--     sum of credits, null as 0
--   input_tokens | tokens | none | Input tokens
--     sum of input_tokens, null as 0
--   output_tokens | tokens | none | Output tokens
--     sum of output_tokens, null as 0
--   cost_usd | USD | down | Cost
--     sum of cost_usd, null as 0, exact to 8 decimals
WITH w AS (
  SELECT * FROM agent_runs
  WHERE requested_at >= CAST(:from AS DATETIME)
    AND requested_at < CAST(:to AS DATETIME)
    AND (CAST(:simulated AS BOOLEAN) IS NULL OR simulated = CAST(:simulated AS BOOLEAN))
)
SELECT
  c.provider,
  c.operation,
  COUNT(*) AS api_calls,
  COUNT(CASE WHEN c.status = 'failed' THEN 1 END) AS failed_calls,
  COUNT(CASE WHEN c.cache_hit THEN 1 END) AS cache_hits,
  COALESCE(SUM(c.credits), 0) AS credits,
  COALESCE(SUM(c.input_tokens), 0) AS input_tokens,
  COALESCE(SUM(c.output_tokens), 0) AS output_tokens,
  COALESCE(SUM(c.cost_usd), 0) AS cost_usd
FROM api_calls c JOIN w ON w.run_id = c.run_id
GROUP BY c.provider, c.operation
ORDER BY c.provider, c.operation
