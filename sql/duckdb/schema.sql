-- The warehouse's tables in DuckDB; columns in the order of the data model (docs/data_model_erd.md), in types that Snowflake
-- knows by the same name. Times are UTC without a zone. The file is a cache of the objects: when a statement here changes,
-- the tables are dropped and loaded anew.
--
-- No primary keys: the loader is the only writer and merges by key, and an index over millions of keys would have to fit
-- into memory (measured: it does not fit into the default limit at 300,000 rows).
--
-- Ids that are UUIDs take 16 bytes instead of 36, compare faster, and the time in a UUIDv7 lets DuckDB pass over whole row groups.

CREATE TABLE IF NOT EXISTS agent_runs (
  run_id              UUID NOT NULL,
  company_name        VARCHAR,
  industry            VARCHAR,
  status              VARCHAR NOT NULL,
  started_at          DATETIME,
  completed_at        DATETIME,
  total_latency_ms    DOUBLE,
  total_api_calls     INTEGER NOT NULL,
  error_message       VARCHAR,
  query               VARCHAR,
  requested_at        DATETIME,
  requested_by        VARCHAR,
  total_steps         INTEGER NOT NULL,
  total_credits       DECIMAL(18, 8) NOT NULL,
  total_input_tokens  BIGINT NOT NULL,
  total_output_tokens BIGINT NOT NULL,
  cost_usd            DECIMAL(18, 8) NOT NULL,
  price_version       VARCHAR,
  error_type          VARCHAR,
  source_count        INTEGER NOT NULL,
  attempt             INTEGER NOT NULL,
  retry_of            UUID,
  missing_facts       INTEGER NOT NULL,
  agent_version       VARCHAR,
  simulated           BOOLEAN NOT NULL,
  unpriced_calls      INTEGER,
  revision            INTEGER NOT NULL,
  projection_version  INTEGER NOT NULL,
  emitted_at          DATETIME NOT NULL,
  company_key         VARCHAR,
  query_key           VARCHAR
);

CREATE TABLE IF NOT EXISTS run_steps (
  step_id            VARCHAR NOT NULL,
  run_id             UUID NOT NULL,
  step_name          VARCHAR NOT NULL,
  status             VARCHAR NOT NULL,
  latency_ms         DOUBLE,
  error_message      VARCHAR,
  started_at         DATETIME,
  error_type         VARCHAR,
  requested_at       DATETIME,
  simulated          BOOLEAN,
  revision           INTEGER NOT NULL,
  projection_version INTEGER NOT NULL,
  emitted_at         DATETIME NOT NULL
);

CREATE TABLE IF NOT EXISTS api_calls (
  call_id             UUID NOT NULL,
  run_id              UUID NOT NULL,
  query_used          VARCHAR NOT NULL,
  results_returned    INTEGER,
  latency_ms          DOUBLE NOT NULL,
  called_at           DATETIME NOT NULL,
  step_id             VARCHAR NOT NULL,
  execution_id        UUID NOT NULL,
  provider            VARCHAR NOT NULL,
  operation           VARCHAR NOT NULL,
  status              VARCHAR NOT NULL,
  http_status         INTEGER,
  attempt             INTEGER NOT NULL,
  cache_hit           BOOLEAN NOT NULL,
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
  revision            INTEGER NOT NULL,
  projection_version  INTEGER NOT NULL,
  emitted_at          DATETIME NOT NULL
);

-- What providers charge and since when: filled from the agent's price file whenever the warehouse is opened. A list is in force
-- from effective_from until effective_to, which is the beginning of the next one. US dollars for a credit, or for a million tokens.
CREATE TABLE IF NOT EXISTS price_lists (
  price_version  VARCHAR NOT NULL,
  effective_from DATETIME NOT NULL,
  effective_to   DATETIME NOT NULL,
  usd_per_credit DECIMAL(18, 8) NOT NULL
);

CREATE TABLE IF NOT EXISTS model_prices (
  price_version                       VARCHAR NOT NULL,
  effective_from                      DATETIME NOT NULL,
  effective_to                        DATETIME NOT NULL,
  model                               VARCHAR NOT NULL,
  usd_per_million_input_tokens        DECIMAL(18, 8) NOT NULL,
  usd_per_million_cached_input_tokens DECIMAL(18, 8) NOT NULL,
  usd_per_million_output_tokens       DECIMAL(18, 8) NOT NULL
);

-- What was loaded: written in the transaction that merges the object's rows. load_hour is the hour folder as yyyymmddhh, by
-- which DuckDB passes over all but the newest rows.
CREATE TABLE IF NOT EXISTS loaded_objects (
  load_hour  BIGINT NOT NULL,
  object_key VARCHAR NOT NULL,
  etag       VARCHAR NOT NULL,
  row_count  BIGINT NOT NULL
);

-- The few of them that could not be read whole, and why.
CREATE TABLE IF NOT EXISTS failed_objects (
  object_key VARCHAR NOT NULL,
  tried_at   DATETIME NOT NULL,
  failure    VARCHAR NOT NULL
);

-- One row, written in the same transactions, so that a request need not look at loaded_objects. file_id is that of this file.
CREATE TABLE IF NOT EXISTS load_state (
  file_id           UUID NOT NULL,
  version           BIGINT NOT NULL,
  newest_emitted_at DATETIME
);
