-- The runs from first to last (exclusive) of so many runs, which spread over the 90 days before until, in the order of time, for the
-- tables of sql/duckdb/schema.sql: three steps and 2.5 calls a run. These four are variables that are set before.
INSERT INTO agent_runs BY NAME
SELECT
  CASE WHEN i % 5 = 0 THEN CAST(MD5('key ' || i) AS UUID) ELSE made_id(EPOCH_MS(ts), i) END AS run_id,
  'Company ' || HASH(i) % 5000 AS company_name, 'Industry ' || HASH(i + 1) % 40 AS industry,
  CASE WHEN p < 85 THEN 'success' WHEN p < 90 THEN 'partial' WHEN p < 96 THEN 'failed' WHEN p < 98 THEN 'cancelled'
    ELSE 'abandoned' END AS status,
  ts AS started_at, ts + INTERVAL 9 SECOND AS completed_at, 500 + CAST(HASH(i + 3) % 2000000 AS DOUBLE) / 100 AS total_latency_ms,
  CAST(HASH(i + 4) % 4 + 1 AS INTEGER) AS total_api_calls, 'Company ' || HASH(i) % 5000 AS query, ts AS requested_at,
  'bench' AS requested_by, 3 AS total_steps, 2 AS total_credits, 1800 AS total_input_tokens,
  HASH(i + 5) % 211 AS total_output_tokens, CAST(HASH(i + 6) % 3000000 AS DECIMAL(18, 8)) / 100000000 AS cost_usd,
  '2026-01' AS price_version, CASE WHEN p >= 90 THEN 'timeout' END AS error_type, 10 AS source_count, 1 AS attempt,
  0 AS missing_facts, '1.0.0' AS agent_version, TRUE AS simulated, 0 AS unpriced_calls, 13 AS revision,
  3 AS projection_version, ts + INTERVAL 10 SECOND AS emitted_at, 'company ' || HASH(i) % 5000 AS company_key,
  'company ' || HASH(i) % 5000 AS query_key
FROM (
  SELECT i, HASH(i + 2) % 100 AS p, CAST(GETVARIABLE('until') AS DATETIME)
    - TO_MICROSECONDS(CAST((GETVARIABLE('runs') - i) * (90 * 86400000000 // GETVARIABLE('runs')) AS BIGINT)) AS ts
  FROM RANGE(GETVARIABLE('first'), GETVARIABLE('last')) t(i)
);

INSERT INTO run_steps BY NAME
SELECT CAST(run_id AS VARCHAR) || ':' || s AS step_id, run_id, s AS step_name,
  CASE WHEN HASH(run_id, s) % 100 < 92 THEN 'success' WHEN HASH(run_id, s) % 100 < 96 THEN 'failed' ELSE 'skipped' END AS status,
  CAST(HASH(s, run_id) % 500000 AS DOUBLE) / 100 AS latency_ms, started_at, error_type, requested_at, simulated, revision,
  projection_version, emitted_at
FROM agent_runs CROSS JOIN (VALUES ('search_overview'), ('search_competitors'), ('summarize')) v(s)
WHERE agent_runs.rowid >= GETVARIABLE('first');

INSERT INTO api_calls BY NAME
SELECT made_id(EPOCH_MS(started_at) + k, HASH(run_id, k)) AS call_id, run_id, query || ' competitors market' AS query_used,
  5 AS results_returned, CAST(HASH(run_id, k, 1) % 300000 AS DOUBLE) / 100 AS latency_ms, started_at AS called_at,
  CAST(run_id AS VARCHAR) || CASE k WHEN 0 THEN ':search_overview' WHEN 1 THEN ':search_competitors' ELSE ':summarize' END AS step_id,
  made_id(EPOCH_MS(started_at), HASH(run_id)) AS execution_id,
  CASE WHEN k < 2 THEN 'tavily-simulator' ELSE 'openai-simulator' END AS provider,
  CASE WHEN k < 2 THEN 'search' ELSE 'chat' END AS operation,
  CASE WHEN HASH(run_id, k, 2) % 100 < 95 THEN 'success' ELSE 'failed' END AS status, 200 AS http_status,
  CASE WHEN HASH(run_id, k, 3) % 20 = 0 THEN 2 ELSE 1 END AS attempt, HASH(run_id, k, 4) % 10 = 0 AS cache_hit, 1 AS credits,
  CASE WHEN k >= 2 THEN 'gpt-4o-mini' END AS model, CASE WHEN k >= 2 THEN 900 END AS input_tokens,
  CASE WHEN k >= 2 THEN 90 END AS output_tokens, 0.008 AS cost_usd, '2026-01' AS price_version,
  MD5(CAST(HASH(run_id, k) AS VARCHAR)) AS request_id,
  CASE WHEN HASH(run_id, k, 2) % 100 >= 95 THEN 'timeout' END AS error_type, requested_at, simulated, revision,
  projection_version, emitted_at
FROM agent_runs, GENERATE_SERIES(0, total_api_calls - 1) g(k)
WHERE agent_runs.rowid >= GETVARIABLE('first');
