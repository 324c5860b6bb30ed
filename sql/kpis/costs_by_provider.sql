-- Question: Which provider costs how much?
-- Columns: name | unit | better | title, and below it what exactly it is
--   provider | name | none | Provider
--     of the API calls of the runs in the window
--   operation | name | none | Operation
--     what was asked of it; the order is by provider, then operation
--   api_calls | calls | none | API calls
--     rows of api_calls: every attempt of every execution, answers from the cache included
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
--     sum of cost_usd, null as 0, exact to 8 decimals; a lower bound if there are unpriced calls
--   unpriced_calls | calls | down | Calls without a cost
--     of these, with cost_usd null
SELECT
  provider, operation,
  COUNT(*) AS api_calls,
  COUNT(CASE WHEN status = 'failed' THEN 1 END) AS failed_calls,
  COUNT(CASE WHEN cache_hit THEN 1 END) AS cache_hits,
  COALESCE(SUM(credits), 0) AS credits,
  COALESCE(SUM(input_tokens), 0) AS input_tokens,
  COALESCE(SUM(output_tokens), 0) AS output_tokens,
  COALESCE(SUM(cost_usd), 0) AS cost_usd,
  COUNT(*) - COUNT(cost_usd) AS unpriced_calls
FROM calls_in_window
GROUP BY provider, operation
ORDER BY provider, operation
