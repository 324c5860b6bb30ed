-- Optional, instead of 08_tables.sql: the same tables for an account without dynamic tables, filled by a stream and a task each.
-- Take the line of 08_tables.sql out of sql/snowpipe_setup.sql and put this file there. Where the dynamic tables exist already,
-- drop them first; nothing is lost, because the streams begin with every landed row.
--
-- A task runs every minute if its stream has rows, and resumes the warehouse for it. A row is replaced only by a higher (revision,
-- projection_version, emitted_at), so order and repetition do not matter. If a MERGE fails, the stream keeps its rows for the
-- next one.
--
-- To change a definition, drop the three tables, streams and tasks and run this again.
USE ROLE ACCOUNTADMIN;
GRANT EXECUTE TASK ON ACCOUNT TO ROLE <% ctx.env.owner_role %>;

USE ROLE <% ctx.env.owner_role %>;
USE WAREHOUSE <% ctx.env.warehouse %>;
USE SCHEMA <% ctx.env.database %>.<% ctx.env.schema %>;

CREATE TABLE IF NOT EXISTS agent_runs (
  run_id              VARCHAR,
  company_name        VARCHAR,
  industry            VARCHAR,
  status              VARCHAR,
  started_at          DATETIME,
  completed_at        DATETIME,
  total_latency_ms    DOUBLE,
  total_api_calls     INTEGER,
  error_message       VARCHAR,
  query               VARCHAR,
  requested_at        DATETIME,
  requested_by        VARCHAR,
  total_steps         INTEGER,
  total_credits       DECIMAL(18, 8),
  total_input_tokens  INTEGER,
  total_output_tokens INTEGER,
  cost_usd            DECIMAL(18, 8),
  price_version       VARCHAR,
  error_type          VARCHAR,
  source_count        INTEGER,
  attempt             INTEGER,
  retry_of            VARCHAR,
  missing_facts       INTEGER,
  agent_version       VARCHAR,
  simulated           BOOLEAN,
  unpriced_calls      INTEGER,
  revision            INTEGER,
  projection_version  INTEGER,
  emitted_at          DATETIME,
  company_key         VARCHAR,
  query_key           VARCHAR
)
  CLUSTER BY (TO_DATE(requested_at))
  COMMENT = 'Newest revision of each row of runs/';

CREATE STREAM IF NOT EXISTS <% ctx.env.landing_schema %>.runs_stream ON TABLE <% ctx.env.landing_schema %>.runs
  APPEND_ONLY = TRUE
  SHOW_INITIAL_ROWS = TRUE
  COMMENT = 'Rows of runs that are not in agent_runs yet';

CREATE TASK IF NOT EXISTS runs_task
  WAREHOUSE = <% ctx.env.warehouse %>
  SCHEDULE = '1 MINUTE'
  USER_TASK_TIMEOUT_MS = 3600000
  COMMENT = 'Merges landed rows of runs into agent_runs'
  WHEN SYSTEM$STREAM_HAS_DATA('<% ctx.env.database %>.<% ctx.env.landing_schema %>.runs_stream')
AS
MERGE INTO agent_runs t USING (
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
    FROM <% ctx.env.landing_schema %>.runs_stream
  )
  SELECT * FROM typed
  WHERE run_id IS NOT NULL AND status IS NOT NULL AND total_api_calls IS NOT NULL AND total_steps IS NOT NULL
    AND total_credits IS NOT NULL AND total_input_tokens IS NOT NULL AND total_output_tokens IS NOT NULL
    AND cost_usd IS NOT NULL AND source_count IS NOT NULL AND attempt IS NOT NULL AND missing_facts IS NOT NULL
    AND simulated IS NOT NULL AND revision IS NOT NULL AND projection_version IS NOT NULL AND emitted_at IS NOT NULL
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY run_id
    ORDER BY revision DESC NULLS LAST, projection_version DESC NULLS LAST, emitted_at DESC NULLS LAST
  ) = 1
) s ON t.run_id = s.run_id
WHEN MATCHED AND (
    COALESCE(s.revision, -1) > COALESCE(t.revision, -1)
    OR COALESCE(s.revision, -1) = COALESCE(t.revision, -1) AND (
      COALESCE(s.projection_version, -1) > COALESCE(t.projection_version, -1)
      OR COALESCE(s.projection_version, -1) = COALESCE(t.projection_version, -1)
        AND s.emitted_at > COALESCE(t.emitted_at, '0001-01-01'::DATETIME)
    )
  ) THEN UPDATE SET
    company_name = s.company_name, industry = s.industry, status = s.status, started_at = s.started_at,
    completed_at = s.completed_at, total_latency_ms = s.total_latency_ms, total_api_calls = s.total_api_calls,
    error_message = s.error_message, query = s.query, requested_at = s.requested_at, requested_by = s.requested_by,
    total_steps = s.total_steps, total_credits = s.total_credits, total_input_tokens = s.total_input_tokens,
    total_output_tokens = s.total_output_tokens, cost_usd = s.cost_usd, price_version = s.price_version,
    error_type = s.error_type, source_count = s.source_count, attempt = s.attempt, retry_of = s.retry_of,
    missing_facts = s.missing_facts, agent_version = s.agent_version, simulated = s.simulated,
    unpriced_calls = s.unpriced_calls, revision = s.revision, projection_version = s.projection_version,
    emitted_at = s.emitted_at, company_key = s.company_key, query_key = s.query_key
WHEN NOT MATCHED THEN INSERT (
    run_id, company_name, industry, status, started_at, completed_at, total_latency_ms, total_api_calls, error_message, query,
    requested_at, requested_by, total_steps, total_credits, total_input_tokens, total_output_tokens, cost_usd, price_version,
    error_type, source_count, attempt, retry_of, missing_facts, agent_version, simulated, unpriced_calls, revision,
    projection_version, emitted_at, company_key, query_key
  ) VALUES (
    s.run_id, s.company_name, s.industry, s.status, s.started_at, s.completed_at, s.total_latency_ms, s.total_api_calls,
    s.error_message, s.query, s.requested_at, s.requested_by, s.total_steps, s.total_credits, s.total_input_tokens,
    s.total_output_tokens, s.cost_usd, s.price_version, s.error_type, s.source_count, s.attempt, s.retry_of, s.missing_facts,
    s.agent_version, s.simulated, s.unpriced_calls, s.revision, s.projection_version, s.emitted_at, s.company_key, s.query_key
  );
ALTER TASK runs_task RESUME;

CREATE TABLE IF NOT EXISTS run_steps (
  step_id            VARCHAR,
  run_id             VARCHAR,
  step_name          VARCHAR,
  status             VARCHAR,
  latency_ms         DOUBLE,
  error_message      VARCHAR,
  started_at         DATETIME,
  error_type         VARCHAR,
  requested_at       DATETIME,
  simulated          BOOLEAN,
  revision           INTEGER,
  projection_version INTEGER,
  emitted_at         DATETIME
)
  CLUSTER BY (TO_DATE(requested_at))
  COMMENT = 'Newest revision of each row of steps/';

CREATE STREAM IF NOT EXISTS <% ctx.env.landing_schema %>.steps_stream ON TABLE <% ctx.env.landing_schema %>.steps
  APPEND_ONLY = TRUE
  SHOW_INITIAL_ROWS = TRUE
  COMMENT = 'Rows of steps that are not in run_steps yet';

CREATE TASK IF NOT EXISTS steps_task
  WAREHOUSE = <% ctx.env.warehouse %>
  SCHEDULE = '1 MINUTE'
  USER_TASK_TIMEOUT_MS = 3600000
  COMMENT = 'Merges landed rows of steps into run_steps'
  WHEN SYSTEM$STREAM_HAS_DATA('<% ctx.env.database %>.<% ctx.env.landing_schema %>.steps_stream')
AS
MERGE INTO run_steps t USING (
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
    FROM <% ctx.env.landing_schema %>.steps_stream
  )
  SELECT * FROM typed
  WHERE step_id IS NOT NULL AND run_id IS NOT NULL AND step_name IS NOT NULL AND status IS NOT NULL
    AND revision IS NOT NULL AND projection_version IS NOT NULL AND emitted_at IS NOT NULL
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY step_id
    ORDER BY revision DESC NULLS LAST, projection_version DESC NULLS LAST, emitted_at DESC NULLS LAST
  ) = 1
) s ON t.step_id = s.step_id
WHEN MATCHED AND (
    COALESCE(s.revision, -1) > COALESCE(t.revision, -1)
    OR COALESCE(s.revision, -1) = COALESCE(t.revision, -1) AND (
      COALESCE(s.projection_version, -1) > COALESCE(t.projection_version, -1)
      OR COALESCE(s.projection_version, -1) = COALESCE(t.projection_version, -1)
        AND s.emitted_at > COALESCE(t.emitted_at, '0001-01-01'::DATETIME)
    )
  ) THEN UPDATE SET
    run_id = s.run_id, step_name = s.step_name, status = s.status, latency_ms = s.latency_ms, error_message = s.error_message,
    started_at = s.started_at, error_type = s.error_type, requested_at = s.requested_at, simulated = s.simulated,
    revision = s.revision, projection_version = s.projection_version, emitted_at = s.emitted_at
WHEN NOT MATCHED THEN INSERT (
    step_id, run_id, step_name, status, latency_ms, error_message, started_at, error_type, requested_at, simulated, revision,
    projection_version, emitted_at
  ) VALUES (
    s.step_id, s.run_id, s.step_name, s.status, s.latency_ms, s.error_message, s.started_at, s.error_type, s.requested_at,
    s.simulated, s.revision, s.projection_version, s.emitted_at
  );
ALTER TASK steps_task RESUME;

CREATE TABLE IF NOT EXISTS api_calls (
  call_id             VARCHAR,
  run_id              VARCHAR,
  query_used          VARCHAR,
  results_returned    INTEGER,
  latency_ms          DOUBLE,
  called_at           DATETIME,
  step_id             VARCHAR,
  execution_id        VARCHAR,
  provider            VARCHAR,
  operation           VARCHAR,
  status              VARCHAR,
  http_status         INTEGER,
  attempt             INTEGER,
  cache_hit           BOOLEAN,
  credits             DECIMAL(18, 8),
  model               VARCHAR,
  input_tokens        INTEGER,
  cached_input_tokens INTEGER,
  output_tokens       INTEGER,
  cost_usd            DECIMAL(18, 8),
  price_version       VARCHAR,
  request_id          VARCHAR,
  error_type          VARCHAR,
  error_message       VARCHAR,
  requested_at        DATETIME,
  simulated           BOOLEAN,
  revision            INTEGER,
  projection_version  INTEGER,
  emitted_at          DATETIME
)
  CLUSTER BY (TO_DATE(requested_at))
  COMMENT = 'Newest revision of each row of calls/';

CREATE STREAM IF NOT EXISTS <% ctx.env.landing_schema %>.calls_stream ON TABLE <% ctx.env.landing_schema %>.calls
  APPEND_ONLY = TRUE
  SHOW_INITIAL_ROWS = TRUE
  COMMENT = 'Rows of calls that are not in api_calls yet';

CREATE TASK IF NOT EXISTS calls_task
  WAREHOUSE = <% ctx.env.warehouse %>
  SCHEDULE = '1 MINUTE'
  USER_TASK_TIMEOUT_MS = 3600000
  COMMENT = 'Merges landed rows of calls into api_calls'
  WHEN SYSTEM$STREAM_HAS_DATA('<% ctx.env.database %>.<% ctx.env.landing_schema %>.calls_stream')
AS
MERGE INTO api_calls t USING (
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
    FROM <% ctx.env.landing_schema %>.calls_stream
  )
  SELECT * FROM typed
  WHERE call_id IS NOT NULL AND run_id IS NOT NULL AND query_used IS NOT NULL AND latency_ms IS NOT NULL
    AND called_at IS NOT NULL AND step_id IS NOT NULL AND execution_id IS NOT NULL AND provider IS NOT NULL
    AND operation IS NOT NULL AND status IS NOT NULL AND attempt IS NOT NULL AND cache_hit IS NOT NULL
    AND revision IS NOT NULL AND projection_version IS NOT NULL AND emitted_at IS NOT NULL
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY call_id
    ORDER BY revision DESC NULLS LAST, projection_version DESC NULLS LAST, emitted_at DESC NULLS LAST
  ) = 1
) s ON t.call_id = s.call_id
WHEN MATCHED AND (
    COALESCE(s.revision, -1) > COALESCE(t.revision, -1)
    OR COALESCE(s.revision, -1) = COALESCE(t.revision, -1) AND (
      COALESCE(s.projection_version, -1) > COALESCE(t.projection_version, -1)
      OR COALESCE(s.projection_version, -1) = COALESCE(t.projection_version, -1)
        AND s.emitted_at > COALESCE(t.emitted_at, '0001-01-01'::DATETIME)
    )
  ) THEN UPDATE SET
    run_id = s.run_id, query_used = s.query_used, results_returned = s.results_returned, latency_ms = s.latency_ms,
    called_at = s.called_at, step_id = s.step_id, execution_id = s.execution_id, provider = s.provider,
    operation = s.operation, status = s.status, http_status = s.http_status, attempt = s.attempt, cache_hit = s.cache_hit,
    credits = s.credits, model = s.model, input_tokens = s.input_tokens, cached_input_tokens = s.cached_input_tokens,
    output_tokens = s.output_tokens, cost_usd = s.cost_usd, price_version = s.price_version, request_id = s.request_id,
    error_type = s.error_type, error_message = s.error_message, requested_at = s.requested_at, simulated = s.simulated,
    revision = s.revision, projection_version = s.projection_version, emitted_at = s.emitted_at
WHEN NOT MATCHED THEN INSERT (
    call_id, run_id, query_used, results_returned, latency_ms, called_at, step_id, execution_id, provider, operation, status,
    http_status, attempt, cache_hit, credits, model, input_tokens, cached_input_tokens, output_tokens, cost_usd,
    price_version, request_id, error_type, error_message, requested_at, simulated, revision, projection_version, emitted_at
  ) VALUES (
    s.call_id, s.run_id, s.query_used, s.results_returned, s.latency_ms, s.called_at, s.step_id, s.execution_id, s.provider,
    s.operation, s.status, s.http_status, s.attempt, s.cache_hit, s.credits, s.model, s.input_tokens, s.cached_input_tokens,
    s.output_tokens, s.cost_usd, s.price_version, s.request_id, s.error_type, s.error_message, s.requested_at, s.simulated,
    s.revision, s.projection_version, s.emitted_at
  );
ALTER TASK calls_task RESUME;
