-- Where rows arrive: a line of an object is a row, kept as it is. The tables are append only; they hold every revision of every
-- row and are what everything else is computed from.
USE ROLE <% ctx.env.owner_role %>;
USE SCHEMA <% ctx.env.database %>.<% ctx.env.landing_schema %>;

-- AUTO reads gzip, which firehose-bridge writes, and plain text, which Firehose writes unless configured otherwise.
CREATE FILE FORMAT IF NOT EXISTS json_rows
  TYPE = JSON
  COMPRESSION = AUTO
  STRIP_OUTER_ARRAY = FALSE
  STRIP_NULL_VALUES = FALSE
  REPLACE_INVALID_CHARACTERS = FALSE;

CREATE STAGE IF NOT EXISTS objects
  URL = 's3://<% ctx.env.bucket %>/'
  STORAGE_INTEGRATION = <% ctx.env.storage_integration %>
  COMMENT = 'The bucket with runs/, steps/ and calls/';

-- No column is NOT NULL: a row is never refused for what is in it.
CREATE TABLE IF NOT EXISTS runs (
  row_data  VARIANT,
  file_name VARCHAR,
  file_row  INTEGER,
  loaded_at TIMESTAMP_LTZ
)
  DATA_RETENTION_TIME_IN_DAYS = 1
  CHANGE_TRACKING = TRUE
  COMMENT = 'Lines of the objects under runs/';

CREATE TABLE IF NOT EXISTS steps (
  row_data  VARIANT,
  file_name VARCHAR,
  file_row  INTEGER,
  loaded_at TIMESTAMP_LTZ
)
  DATA_RETENTION_TIME_IN_DAYS = 1
  CHANGE_TRACKING = TRUE
  COMMENT = 'Lines of the objects under steps/';

CREATE TABLE IF NOT EXISTS calls (
  row_data  VARIANT,
  file_name VARCHAR,
  file_row  INTEGER,
  loaded_at TIMESTAMP_LTZ
)
  DATA_RETENTION_TIME_IN_DAYS = 1
  CHANGE_TRACKING = TRUE
  COMMENT = 'Lines of the objects under calls/';

GRANT USAGE ON FILE FORMAT json_rows TO ROLE <% ctx.env.loader_role %>;
GRANT USAGE ON STAGE objects TO ROLE <% ctx.env.loader_role %>;
GRANT SELECT, INSERT ON TABLE runs TO ROLE <% ctx.env.loader_role %>;
GRANT SELECT, INSERT ON TABLE steps TO ROLE <% ctx.env.loader_role %>;
GRANT SELECT, INSERT ON TABLE calls TO ROLE <% ctx.env.loader_role %>;
