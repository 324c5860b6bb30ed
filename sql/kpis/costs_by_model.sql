-- Question: Which model costs how much?
-- Columns: name | unit | better | title, and below it what exactly it is
--   model | name | none | Model
--     of the API calls that name one
--   provider | name | none | Provider
--     of these calls
--   api_calls | calls | none | API calls
--     rows of api_calls with this model and provider
--   input_tokens | tokens | none | Input tokens
--     sum of input_tokens, null as 0
--   cached_input_tokens | tokens | up | Cached input tokens
--     sum of cached_input_tokens, null as 0; they are part of the input tokens
--   output_tokens | tokens | none | Output tokens
--     sum of output_tokens, null as 0
--   cost_usd | USD | down | Cost
--     sum of cost_usd, null as 0; the order is highest first, then by model, then by provider; as many as top says
--   unpriced_calls | calls | down | Calls without a cost
--     of these, with cost_usd null
WITH ranked AS (
  SELECT
    model, provider,
    COUNT(*) AS api_calls,
    COALESCE(SUM(input_tokens), 0) AS input_tokens,
    COALESCE(SUM(cached_input_tokens), 0) AS cached_input_tokens,
    COALESCE(SUM(output_tokens), 0) AS output_tokens,
    COALESCE(SUM(cost_usd), 0) AS cost_usd,
    COUNT(*) - COUNT(cost_usd) AS unpriced_calls
  FROM calls_in_window
  WHERE model IS NOT NULL
  GROUP BY model, provider
)
SELECT model, provider, api_calls, input_tokens, cached_input_tokens, output_tokens, cost_usd, unpriced_calls
FROM ranked
QUALIFY ROW_NUMBER() OVER (ORDER BY cost_usd DESC NULLS LAST, model, provider) <= CAST(:top AS INTEGER)
ORDER BY cost_usd DESC NULLS LAST, model, provider
