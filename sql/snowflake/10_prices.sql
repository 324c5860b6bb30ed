-- What providers charge and since when, from the file that agent-service reads.
-- Run this part again after the file has changed. A list is in force from effective_from until effective_to, which is the
-- beginning of the next one.
USE ROLE <% ctx.env.owner_role %>;
USE WAREHOUSE <% ctx.env.warehouse %>;
USE SCHEMA <% ctx.env.database %>.<% ctx.env.landing_schema %>;

CREATE STAGE IF NOT EXISTS prices
  COMMENT = 'The price file of agent-service';

CREATE TABLE IF NOT EXISTS price_files (
  row_data  VARIANT,
  file_name VARCHAR,
  file_row  INTEGER,
  loaded_at TIMESTAMP_LTZ
)
  DATA_RETENTION_TIME_IN_DAYS = 1
  COMMENT = 'Every price file that was loaded, of which the newest counts';

PUT file://agent-service/src/main/resources/prices.json @prices
  AUTO_COMPRESS = FALSE
  OVERWRITE = TRUE;

-- A file that has not changed is not loaded again.
COPY INTO price_files (row_data, file_name, file_row, loaded_at)
  FROM (
    SELECT $1, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER, METADATA$START_SCAN_TIME
    FROM @prices/prices.json
  )
  FILE_FORMAT = (FORMAT_NAME = '<% ctx.env.database %>.<% ctx.env.landing_schema %>.json_rows')
  ON_ERROR = ABORT_STATEMENT;

USE SCHEMA <% ctx.env.database %>.<% ctx.env.schema %>;

-- US dollars for a credit of Tavily.
CREATE OR REPLACE VIEW price_lists COPY GRANTS
  COMMENT = 'Price of a search credit by list'
AS
WITH newest AS (
  SELECT row_data FROM <% ctx.env.landing_schema %>.price_files QUALIFY ROW_NUMBER() OVER (ORDER BY loaded_at DESC) = 1
)
SELECT
  l.value:version::VARCHAR AS price_version,
  CAST(l.value:effective_from::VARCHAR AS DATETIME) AS effective_from,
  LEAD(CAST(l.value:effective_from::VARCHAR AS DATETIME), 1, CAST('9999-12-31' AS DATETIME))
    OVER (ORDER BY l.value:effective_from::VARCHAR) AS effective_to,
  CAST(l.value:usd_per_credit::VARCHAR AS DECIMAL(18, 8)) AS usd_per_credit
FROM newest, LATERAL FLATTEN(INPUT => newest.row_data) l;

-- US dollars for a million tokens. Cached tokens are part of the input tokens and have their own price.
CREATE OR REPLACE VIEW model_prices COPY GRANTS
  COMMENT = 'Prices of the tokens of each model by list'
AS
WITH newest AS (
  SELECT row_data FROM <% ctx.env.landing_schema %>.price_files QUALIFY ROW_NUMBER() OVER (ORDER BY loaded_at DESC) = 1
),
models AS (
  SELECT l.value:version::VARCHAR AS price_version, m.key AS model, m.value AS prices
  FROM newest, LATERAL FLATTEN(INPUT => newest.row_data) l, LATERAL FLATTEN(INPUT => l.value:models) m
)
SELECT
  p.price_version,
  p.effective_from,
  p.effective_to,
  m.model,
  CAST(m.prices:input::VARCHAR AS DECIMAL(18, 8)) AS usd_per_million_input_tokens,
  CAST(m.prices:cached_input::VARCHAR AS DECIMAL(18, 8)) AS usd_per_million_cached_input_tokens,
  CAST(m.prices:output::VARCHAR AS DECIMAL(18, 8)) AS usd_per_million_output_tokens
FROM models m JOIN price_lists p ON p.price_version = m.price_version;
