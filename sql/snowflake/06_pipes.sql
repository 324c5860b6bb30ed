-- A pipe a table, by prefix alone: names and endings of Firehose's objects differ from those of firehose-bridge. A pipe is never
-- replaced, because it remembers which objects it has loaded (for 14 days), and a new one would load them again.
--
-- A line that is no JSON is left out and its neighbours are loaded; the view load_errors names the object. METADATA$START_SCAN_TIME
-- is when the object was read; CURRENT_TIMESTAMP in a pipe can be hours behind.
USE ROLE <% ctx.env.loader_role %>;
USE SCHEMA <% ctx.env.database %>.<% ctx.env.landing_schema %>;

CREATE PIPE IF NOT EXISTS runs_pipe
  AUTO_INGEST = TRUE
  COMMENT = 'runs/ to runs'
AS COPY INTO runs (row_data, file_name, file_row, loaded_at)
  FROM (
    SELECT $1, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER, METADATA$START_SCAN_TIME
    FROM @objects/runs/
  )
  FILE_FORMAT = (FORMAT_NAME = '<% ctx.env.database %>.<% ctx.env.landing_schema %>.json_rows')
  ON_ERROR = CONTINUE;

CREATE PIPE IF NOT EXISTS steps_pipe
  AUTO_INGEST = TRUE
  COMMENT = 'steps/ to steps'
AS COPY INTO steps (row_data, file_name, file_row, loaded_at)
  FROM (
    SELECT $1, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER, METADATA$START_SCAN_TIME
    FROM @objects/steps/
  )
  FILE_FORMAT = (FORMAT_NAME = '<% ctx.env.database %>.<% ctx.env.landing_schema %>.json_rows')
  ON_ERROR = CONTINUE;

CREATE PIPE IF NOT EXISTS calls_pipe
  AUTO_INGEST = TRUE
  COMMENT = 'calls/ to calls'
AS COPY INTO calls (row_data, file_name, file_row, loaded_at)
  FROM (
    SELECT $1, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER, METADATA$START_SCAN_TIME
    FROM @objects/calls/
  )
  FILE_FORMAT = (FORMAT_NAME = '<% ctx.env.database %>.<% ctx.env.landing_schema %>.json_rows')
  ON_ERROR = CONTINUE;

-- notification_channel is the ARN of the queue that the bucket must notify; it is the same for all three.
SHOW PIPES IN SCHEMA <% ctx.env.database %>.<% ctx.env.landing_schema %>;
