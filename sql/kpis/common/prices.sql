-- Every price: two states of the price table differ in at least one. The last row is of the newest list.
SELECT l.price_version, l.effective_from, l.usd_per_credit, m.model, m.usd_per_million_input_tokens AS usd_input,
  m.usd_per_million_cached_input_tokens AS usd_cached, m.usd_per_million_output_tokens AS usd_output
FROM price_lists l LEFT JOIN model_prices m ON m.price_version = l.price_version
ORDER BY l.effective_from, m.model
