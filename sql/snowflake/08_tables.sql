-- The tables that /kpis asks, computed from the landed rows: each value typed, of each key the row with the highest (revision,
-- projection_version, emitted_at), so that a row that arrives twice or late changes nothing. A value that cannot be typed is
-- null. A row without a value that it needs is left out, as DuckDB leaves it out. The view untyped_rows shows both.
--
-- Times are UTC without a zone. An instant ends with Z; what does not is no time, because Snowflake would take "1700000000" for
-- one and would drop the offset of "+02:00".
--
-- INCREMENTAL and not AUTO: a definition that Snowflake could only refresh in full is refused instead of costing more and more.
-- Clustered by day, because a key of many values costs more to keep than it prunes.
--
-- CREATE OR ALTER does nothing where the definition is the same. Where it is not, the table is computed anew from the landed
-- rows. An account that refuses these tables can have optional/tables_by_task.sql instead.
USE ROLE <% ctx.env.owner_role %>;
USE WAREHOUSE <% ctx.env.warehouse %>;
USE SCHEMA <% ctx.env.database %>.<% ctx.env.schema %>;

CREATE OR ALTER DYNAMIC TABLE agent_runs
  TARGET_LAG = '<% ctx.env.target_lag %>'
  WAREHOUSE = <% ctx.env.warehouse %>
  REFRESH_MODE = INCREMENTAL
  INITIALIZE = ON_CREATE
  CLUSTER BY (TO_DATE(requested_at))
  COMMENT = 'Newest revision of each row of runs/'
AS
WITH typed AS (
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
    name_key(row_data:company_name::VARCHAR) AS company_key,
    name_key(row_data:query::VARCHAR) AS query_key
  FROM <% ctx.env.landing_schema %>.runs
)
SELECT * FROM typed
WHERE run_id IS NOT NULL AND status IS NOT NULL AND total_api_calls IS NOT NULL AND total_steps IS NOT NULL
  AND total_credits IS NOT NULL AND total_input_tokens IS NOT NULL AND total_output_tokens IS NOT NULL
  AND cost_usd IS NOT NULL AND source_count IS NOT NULL AND attempt IS NOT NULL AND missing_facts IS NOT NULL
  AND simulated IS NOT NULL AND revision IS NOT NULL AND projection_version IS NOT NULL AND emitted_at IS NOT NULL
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY run_id
  ORDER BY revision DESC NULLS LAST, projection_version DESC NULLS LAST, emitted_at DESC NULLS LAST
) = 1;

CREATE OR ALTER DYNAMIC TABLE run_steps
  TARGET_LAG = '<% ctx.env.target_lag %>'
  WAREHOUSE = <% ctx.env.warehouse %>
  REFRESH_MODE = INCREMENTAL
  INITIALIZE = ON_CREATE
  CLUSTER BY (TO_DATE(requested_at))
  COMMENT = 'Newest revision of each row of steps/'
AS
WITH typed AS (
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
    TRY_CAST(IFF(row_data:emitted_at::VARCHAR LIKE '%Z', row_data:emitted_at::VARCHAR, NULL) AS DATETIME) AS emitted_at
  FROM <% ctx.env.landing_schema %>.steps
)
SELECT * FROM typed
WHERE step_id IS NOT NULL AND run_id IS NOT NULL AND step_name IS NOT NULL AND status IS NOT NULL
  AND revision IS NOT NULL AND projection_version IS NOT NULL AND emitted_at IS NOT NULL
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY step_id
  ORDER BY revision DESC NULLS LAST, projection_version DESC NULLS LAST, emitted_at DESC NULLS LAST
) = 1;

CREATE OR ALTER DYNAMIC TABLE api_calls
  TARGET_LAG = '<% ctx.env.target_lag %>'
  WAREHOUSE = <% ctx.env.warehouse %>
  REFRESH_MODE = INCREMENTAL
  INITIALIZE = ON_CREATE
  CLUSTER BY (TO_DATE(requested_at))
  COMMENT = 'Newest revision of each row of calls/'
AS
WITH typed AS (
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
    TRY_CAST(IFF(row_data:emitted_at::VARCHAR LIKE '%Z', row_data:emitted_at::VARCHAR, NULL) AS DATETIME) AS emitted_at
  FROM <% ctx.env.landing_schema %>.calls
)
SELECT * FROM typed
WHERE call_id IS NOT NULL AND run_id IS NOT NULL AND query_used IS NOT NULL AND latency_ms IS NOT NULL
  AND called_at IS NOT NULL AND step_id IS NOT NULL AND execution_id IS NOT NULL AND provider IS NOT NULL
  AND operation IS NOT NULL AND status IS NOT NULL AND attempt IS NOT NULL AND cache_hit IS NOT NULL
  AND revision IS NOT NULL AND projection_version IS NOT NULL AND emitted_at IS NOT NULL
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY call_id
  ORDER BY revision DESC NULLS LAST, projection_version DESC NULLS LAST, emitted_at DESC NULLS LAST
) = 1;
