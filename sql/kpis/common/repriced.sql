-- With cost=repriced, these common table expressions stand in front of those of in_window.sql: the API calls of the window with
-- what they cost at the prices that were in force at called_at. price_lists and model_prices hold the price file of the agent,
-- and the rules are the agent's:
--
--   * an answer from the cache costs nothing
--   * credits are charged by the credit, whatever else is recorded
--   * of the tokens, the cached ones are part of the input and have a price of their own; more cached tokens than input tokens
--     are none; without input or output tokens the cost is not known
--   * a model is found by its name, then by its name in lower case without what routers and vendors put before it
--     (openrouter/openai/gpt-4o-mini, azure.gpt-4o-mini: vendors are words of letters, each with a dot behind it, and a model
--     begins with a letter), then without the date behind that
--   * the cost of a model that the list in force does not have is null; so is that of a call before the first list
--
-- DECIMAL(20, 8) makes DuckDB multiply in 128 bits.
--
--   model_names      the names of each model, by rank
--   model_rates      of each model and list, the prices of the name with the first rank
--   repriced_calls   rows of api_calls with another cost_usd, rounded to 8 decimals as the agent does
models AS (
  SELECT model, SPLIT_PART(LOWER(TRIM(model)), '/', -1) AS name
  FROM api_calls
  WHERE requested_at >= CAST(:from AS DATETIME) AND requested_at < CAST(:to AS DATETIME) AND model IS NOT NULL
  GROUP BY model
),
model_names AS (
  SELECT model, model AS name, 1 AS name_rank FROM models
  UNION ALL
  SELECT model, name, 2 FROM models
  UNION ALL
  SELECT model,
    CASE
      WHEN TRANSLATE(RIGHT(name, 11), '123456789', '000000000') IN ('-0000-00-00', '@0000-00-00')
        THEN LEFT(name, LENGTH(name) - 11)
      WHEN TRANSLATE(RIGHT(name, 9), '123456789', '000000000') IN ('-00000000', '@00000000') AND LEFT(RIGHT(name, 8), 2) = '20'
        THEN LEFT(name, LENGTH(name) - 9)
      ELSE name
    END, 3
  FROM models
),
model_rates AS (
  SELECT n.model, p.effective_from, p.effective_to, CAST(p.usd_per_million_input_tokens AS DECIMAL(20, 8)) AS usd_input,
    CAST(p.usd_per_million_cached_input_tokens AS DECIMAL(20, 8)) AS usd_cached,
    CAST(p.usd_per_million_output_tokens AS DECIMAL(20, 8)) AS usd_output
  FROM model_names n JOIN model_prices p ON p.model = n.name
    OR (n.name_rank > 1 AND RIGHT(n.name, LENGTH(p.model) + 1) = '.' || p.model AND LEFT(p.model, 1) BETWEEN 'a' AND 'z'
      AND TRANSLATE(LEFT(n.name, LENGTH(n.name) - LENGTH(p.model)), 'abcdefghijklmnopqrstuvwxyz.', '') = ''
      AND POSITION('..' IN '.' || n.name) = 0)
  QUALIFY ROW_NUMBER() OVER (PARTITION BY n.model, p.price_version ORDER BY n.name_rank, LENGTH(p.model)) = 1
),
repriced_calls AS (
  SELECT c.* EXCLUDE (cost_usd),
    CASE
      WHEN c.cache_hit THEN CAST(0 AS DECIMAL(28, 8))
      WHEN c.credits IS NOT NULL THEN CAST(c.credits * CAST(l.usd_per_credit AS DECIMAL(20, 8)) AS DECIMAL(28, 8))
      ELSE CAST(0.000001 * (c.input_tokens * m.usd_input + c.output_tokens * m.usd_output
        + CASE WHEN c.cached_input_tokens <= c.input_tokens THEN c.cached_input_tokens ELSE 0 END * (m.usd_cached - m.usd_input))
        AS DECIMAL(28, 8))
    END AS cost_usd
  FROM api_calls c
  LEFT JOIN price_lists l ON c.called_at >= l.effective_from AND c.called_at < l.effective_to
  LEFT JOIN model_rates m ON m.model = c.model AND c.called_at >= m.effective_from AND c.called_at < m.effective_to
  WHERE c.requested_at >= CAST(:from AS DATETIME) AND c.requested_at < CAST(:to AS DATETIME)
),
