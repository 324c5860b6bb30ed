-- What went wrong on the way, and how far loading has come. The owner's rights apply: reader_role sees these views without any
-- right on the landing schema.
USE ROLE <% ctx.env.owner_role %>;
USE SCHEMA <% ctx.env.database %>.<% ctx.env.schema %>;

-- Landed rows with a value that cannot be typed or a required one that is missing; untyped_columns names them, with a blank
-- between. Every row that landed is looked at: ask for a range of loaded_at.
CREATE OR REPLACE VIEW untyped_rows COPY GRANTS
  COMMENT = 'Landed rows with values that could not be typed'
AS
WITH typed_runs AS (
  SELECT
    row_data:run_id::VARCHAR AS run_id,
    row_data:company_name::VARCHAR AS company_name,
    row_data:industry::VARCHAR AS industry,
    row_data:status::VARCHAR AS status,
    TRY_CAST(IFF(row_data:started_at::VARCHAR LIKE '%Z', row_data:started_at::VARCHAR, NULL) AS DATETIME) AS started_at,
    TRY_CAST(IFF(row_data:completed_at::VARCHAR LIKE '%Z', row_data:completed_at::VARCHAR, NULL) AS DATETIME) AS completed_at,
    TRY_CAST(row_data:total_latency_ms::VARCHAR AS DOUBLE) AS total_latency_ms,
    TRY_CAST(row_data:total_api_calls::VARCHAR AS INTEGER) AS total_api_calls,
    row_data:error_message::VARCHAR AS error_message,
    row_data:query::VARCHAR AS query,
    TRY_CAST(IFF(row_data:requested_at::VARCHAR LIKE '%Z', row_data:requested_at::VARCHAR, NULL) AS DATETIME) AS requested_at,
    row_data:requested_by::VARCHAR AS requested_by,
    TRY_CAST(row_data:total_steps::VARCHAR AS INTEGER) AS total_steps,
    TRY_CAST(row_data:total_credits::VARCHAR AS DECIMAL(18, 8)) AS total_credits,
    TRY_CAST(row_data:total_input_tokens::VARCHAR AS INTEGER) AS total_input_tokens,
    TRY_CAST(row_data:total_output_tokens::VARCHAR AS INTEGER) AS total_output_tokens,
    TRY_CAST(row_data:cost_usd::VARCHAR AS DECIMAL(18, 8)) AS cost_usd,
    row_data:price_version::VARCHAR AS price_version,
    row_data:error_type::VARCHAR AS error_type,
    TRY_CAST(row_data:source_count::VARCHAR AS INTEGER) AS source_count,
    TRY_CAST(row_data:attempt::VARCHAR AS INTEGER) AS attempt,
    row_data:retry_of::VARCHAR AS retry_of,
    TRY_CAST(row_data:missing_facts::VARCHAR AS INTEGER) AS missing_facts,
    row_data:agent_version::VARCHAR AS agent_version,
    TRY_CAST(row_data:simulated::VARCHAR AS BOOLEAN) AS simulated,
    TRY_CAST(row_data:unpriced_calls::VARCHAR AS INTEGER) AS unpriced_calls,
    TRY_CAST(row_data:revision::VARCHAR AS INTEGER) AS revision,
    TRY_CAST(row_data:projection_version::VARCHAR AS INTEGER) AS projection_version,
    TRY_CAST(IFF(row_data:emitted_at::VARCHAR LIKE '%Z', row_data:emitted_at::VARCHAR, NULL) AS DATETIME) AS emitted_at,
    row_data, file_name, file_row, loaded_at
  FROM <% ctx.env.landing_schema %>.runs
),
typed_steps AS (
  SELECT
    row_data:step_id::VARCHAR AS step_id,
    row_data:run_id::VARCHAR AS run_id,
    row_data:step_name::VARCHAR AS step_name,
    row_data:status::VARCHAR AS status,
    TRY_CAST(row_data:latency_ms::VARCHAR AS DOUBLE) AS latency_ms,
    row_data:error_message::VARCHAR AS error_message,
    TRY_CAST(IFF(row_data:started_at::VARCHAR LIKE '%Z', row_data:started_at::VARCHAR, NULL) AS DATETIME) AS started_at,
    row_data:error_type::VARCHAR AS error_type,
    TRY_CAST(IFF(row_data:requested_at::VARCHAR LIKE '%Z', row_data:requested_at::VARCHAR, NULL) AS DATETIME) AS requested_at,
    TRY_CAST(row_data:simulated::VARCHAR AS BOOLEAN) AS simulated,
    TRY_CAST(row_data:revision::VARCHAR AS INTEGER) AS revision,
    TRY_CAST(row_data:projection_version::VARCHAR AS INTEGER) AS projection_version,
    TRY_CAST(IFF(row_data:emitted_at::VARCHAR LIKE '%Z', row_data:emitted_at::VARCHAR, NULL) AS DATETIME) AS emitted_at,
    row_data, file_name, file_row, loaded_at
  FROM <% ctx.env.landing_schema %>.steps
),
typed_calls AS (
  SELECT
    row_data:call_id::VARCHAR AS call_id,
    row_data:run_id::VARCHAR AS run_id,
    row_data:query_used::VARCHAR AS query_used,
    TRY_CAST(row_data:results_returned::VARCHAR AS INTEGER) AS results_returned,
    TRY_CAST(row_data:latency_ms::VARCHAR AS DOUBLE) AS latency_ms,
    TRY_CAST(IFF(row_data:called_at::VARCHAR LIKE '%Z', row_data:called_at::VARCHAR, NULL) AS DATETIME) AS called_at,
    row_data:step_id::VARCHAR AS step_id,
    row_data:execution_id::VARCHAR AS execution_id,
    row_data:provider::VARCHAR AS provider,
    row_data:operation::VARCHAR AS operation,
    row_data:status::VARCHAR AS status,
    TRY_CAST(row_data:http_status::VARCHAR AS INTEGER) AS http_status,
    TRY_CAST(row_data:attempt::VARCHAR AS INTEGER) AS attempt,
    TRY_CAST(row_data:cache_hit::VARCHAR AS BOOLEAN) AS cache_hit,
    TRY_CAST(row_data:credits::VARCHAR AS DECIMAL(18, 8)) AS credits,
    row_data:model::VARCHAR AS model,
    TRY_CAST(row_data:input_tokens::VARCHAR AS INTEGER) AS input_tokens,
    TRY_CAST(row_data:cached_input_tokens::VARCHAR AS INTEGER) AS cached_input_tokens,
    TRY_CAST(row_data:output_tokens::VARCHAR AS INTEGER) AS output_tokens,
    TRY_CAST(row_data:cost_usd::VARCHAR AS DECIMAL(18, 8)) AS cost_usd,
    row_data:price_version::VARCHAR AS price_version,
    row_data:request_id::VARCHAR AS request_id,
    row_data:error_type::VARCHAR AS error_type,
    row_data:error_message::VARCHAR AS error_message,
    TRY_CAST(IFF(row_data:requested_at::VARCHAR LIKE '%Z', row_data:requested_at::VARCHAR, NULL) AS DATETIME) AS requested_at,
    TRY_CAST(row_data:simulated::VARCHAR AS BOOLEAN) AS simulated,
    TRY_CAST(row_data:revision::VARCHAR AS INTEGER) AS revision,
    TRY_CAST(row_data:projection_version::VARCHAR AS INTEGER) AS projection_version,
    TRY_CAST(IFF(row_data:emitted_at::VARCHAR LIKE '%Z', row_data:emitted_at::VARCHAR, NULL) AS DATETIME) AS emitted_at,
    row_data, file_name, file_row, loaded_at
  FROM <% ctx.env.landing_schema %>.calls
),
rows_of_tables AS (
  SELECT
    'agent_runs' AS table_name,
    RTRIM(
      IFF(run_id IS NULL, 'run_id ', '')
      || IFF(status IS NULL, 'status ', '')
      || IFF(started_at IS NULL AND row_data:started_at::VARCHAR IS NOT NULL, 'started_at ', '')
      || IFF(completed_at IS NULL AND row_data:completed_at::VARCHAR IS NOT NULL, 'completed_at ', '')
      || IFF(total_latency_ms IS NULL AND row_data:total_latency_ms::VARCHAR IS NOT NULL, 'total_latency_ms ', '')
      || IFF(total_api_calls IS NULL, 'total_api_calls ', '')
      || IFF(requested_at IS NULL AND row_data:requested_at::VARCHAR IS NOT NULL, 'requested_at ', '')
      || IFF(total_steps IS NULL, 'total_steps ', '')
      || IFF(total_credits IS NULL, 'total_credits ', '')
      || IFF(total_input_tokens IS NULL, 'total_input_tokens ', '')
      || IFF(total_output_tokens IS NULL, 'total_output_tokens ', '')
      || IFF(cost_usd IS NULL, 'cost_usd ', '')
      || IFF(source_count IS NULL, 'source_count ', '')
      || IFF(attempt IS NULL, 'attempt ', '')
      || IFF(missing_facts IS NULL, 'missing_facts ', '')
      || IFF(simulated IS NULL, 'simulated ', '')
      || IFF(unpriced_calls IS NULL AND row_data:unpriced_calls::VARCHAR IS NOT NULL, 'unpriced_calls ', '')
      || IFF(revision IS NULL, 'revision ', '')
      || IFF(projection_version IS NULL, 'projection_version ', '')
      || IFF(emitted_at IS NULL, 'emitted_at ', '')
    ) AS untyped_columns,
    file_name, file_row, loaded_at, row_data
  FROM typed_runs
  UNION ALL
  SELECT
    'run_steps' AS table_name,
    RTRIM(
      IFF(step_id IS NULL, 'step_id ', '')
      || IFF(run_id IS NULL, 'run_id ', '')
      || IFF(step_name IS NULL, 'step_name ', '')
      || IFF(status IS NULL, 'status ', '')
      || IFF(latency_ms IS NULL AND row_data:latency_ms::VARCHAR IS NOT NULL, 'latency_ms ', '')
      || IFF(started_at IS NULL AND row_data:started_at::VARCHAR IS NOT NULL, 'started_at ', '')
      || IFF(requested_at IS NULL AND row_data:requested_at::VARCHAR IS NOT NULL, 'requested_at ', '')
      || IFF(simulated IS NULL AND row_data:simulated::VARCHAR IS NOT NULL, 'simulated ', '')
      || IFF(revision IS NULL, 'revision ', '')
      || IFF(projection_version IS NULL, 'projection_version ', '')
      || IFF(emitted_at IS NULL, 'emitted_at ', '')
    ) AS untyped_columns,
    file_name, file_row, loaded_at, row_data
  FROM typed_steps
  UNION ALL
  SELECT
    'api_calls' AS table_name,
    RTRIM(
      IFF(call_id IS NULL, 'call_id ', '')
      || IFF(run_id IS NULL, 'run_id ', '')
      || IFF(query_used IS NULL, 'query_used ', '')
      || IFF(results_returned IS NULL AND row_data:results_returned::VARCHAR IS NOT NULL, 'results_returned ', '')
      || IFF(latency_ms IS NULL, 'latency_ms ', '')
      || IFF(called_at IS NULL, 'called_at ', '')
      || IFF(step_id IS NULL, 'step_id ', '')
      || IFF(execution_id IS NULL, 'execution_id ', '')
      || IFF(provider IS NULL, 'provider ', '')
      || IFF(operation IS NULL, 'operation ', '')
      || IFF(status IS NULL, 'status ', '')
      || IFF(http_status IS NULL AND row_data:http_status::VARCHAR IS NOT NULL, 'http_status ', '')
      || IFF(attempt IS NULL, 'attempt ', '')
      || IFF(cache_hit IS NULL, 'cache_hit ', '')
      || IFF(credits IS NULL AND row_data:credits::VARCHAR IS NOT NULL, 'credits ', '')
      || IFF(input_tokens IS NULL AND row_data:input_tokens::VARCHAR IS NOT NULL, 'input_tokens ', '')
      || IFF(cached_input_tokens IS NULL AND row_data:cached_input_tokens::VARCHAR IS NOT NULL, 'cached_input_tokens ', '')
      || IFF(output_tokens IS NULL AND row_data:output_tokens::VARCHAR IS NOT NULL, 'output_tokens ', '')
      || IFF(cost_usd IS NULL AND row_data:cost_usd::VARCHAR IS NOT NULL, 'cost_usd ', '')
      || IFF(requested_at IS NULL AND row_data:requested_at::VARCHAR IS NOT NULL, 'requested_at ', '')
      || IFF(simulated IS NULL AND row_data:simulated::VARCHAR IS NOT NULL, 'simulated ', '')
      || IFF(revision IS NULL, 'revision ', '')
      || IFF(projection_version IS NULL, 'projection_version ', '')
      || IFF(emitted_at IS NULL, 'emitted_at ', '')
    ) AS untyped_columns,
    file_name, file_row, loaded_at, row_data
  FROM typed_calls
)
SELECT table_name, untyped_columns, file_name, file_row, loaded_at, row_data
FROM rows_of_tables
WHERE untyped_columns <> '';

-- Objects of the last 13 days that were not loaded whole; Snowflake keeps 14 days.
CREATE OR REPLACE VIEW load_errors COPY GRANTS
  COMMENT = 'Objects that were not loaded whole'
AS
SELECT 'agent_runs' AS table_name, file_name, status, row_count, row_parsed, error_count, first_error_message,
  first_error_line_number, last_load_time
FROM TABLE(<% ctx.env.database %>.INFORMATION_SCHEMA.COPY_HISTORY(
  TABLE_NAME => '<% ctx.env.database %>.<% ctx.env.landing_schema %>.runs', START_TIME => DATEADD('day', -13, CURRENT_TIMESTAMP())))
WHERE LOWER(status) NOT IN ('loaded', 'load in progress') OR error_count > 0
UNION ALL
SELECT 'run_steps' AS table_name, file_name, status, row_count, row_parsed, error_count, first_error_message,
  first_error_line_number, last_load_time
FROM TABLE(<% ctx.env.database %>.INFORMATION_SCHEMA.COPY_HISTORY(
  TABLE_NAME => '<% ctx.env.database %>.<% ctx.env.landing_schema %>.steps', START_TIME => DATEADD('day', -13, CURRENT_TIMESTAMP())))
WHERE LOWER(status) NOT IN ('loaded', 'load in progress') OR error_count > 0
UNION ALL
SELECT 'api_calls' AS table_name, file_name, status, row_count, row_parsed, error_count, first_error_message,
  first_error_line_number, last_load_time
FROM TABLE(<% ctx.env.database %>.INFORMATION_SCHEMA.COPY_HISTORY(
  TABLE_NAME => '<% ctx.env.database %>.<% ctx.env.landing_schema %>.calls', START_TIME => DATEADD('day', -13, CURRENT_TIMESTAMP())))
WHERE LOWER(status) NOT IN ('loaded', 'load in progress') OR error_count > 0;

-- How many lines have landed and when the last one did; Snowflake answers it from metadata.
CREATE OR REPLACE VIEW load_state COPY GRANTS
  COMMENT = 'Landed rows of each table'
AS
SELECT 'agent_runs' AS table_name, COUNT(*) AS landed_rows, MAX(loaded_at) AS last_loaded_at FROM <% ctx.env.landing_schema %>.runs
UNION ALL
SELECT 'run_steps' AS table_name, COUNT(*) AS landed_rows, MAX(loaded_at) AS last_loaded_at FROM <% ctx.env.landing_schema %>.steps
UNION ALL
SELECT 'api_calls' AS table_name, COUNT(*) AS landed_rows, MAX(loaded_at) AS last_loaded_at FROM <% ctx.env.landing_schema %>.calls;
