-- Optional: loads every object that is in the bucket now, whatever its age; a pipe's own REFRESH only sees the last 7 days. Run it
-- once after the set-up where the bucket is older than the pipes.
--
-- COPY and pipes do not know of each other's loads: an object that both load has its rows twice in the landing tables, which
-- changes nothing in the tables that /kpis asks. Objects that were last changed more than 64 days ago are loaded too
-- (LOAD_UNCERTAIN_FILES), again at each run.
USE ROLE <% ctx.env.owner_role %>;
USE WAREHOUSE <% ctx.env.warehouse %>;
USE SCHEMA <% ctx.env.database %>.<% ctx.env.landing_schema %>;

COPY INTO runs (row_data, file_name, file_row, loaded_at)
  FROM (
    SELECT $1, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER, METADATA$START_SCAN_TIME
    FROM @objects/runs/
  )
  FILE_FORMAT = (FORMAT_NAME = '<% ctx.env.database %>.<% ctx.env.landing_schema %>.json_rows')
  ON_ERROR = CONTINUE
  LOAD_UNCERTAIN_FILES = TRUE;

COPY INTO steps (row_data, file_name, file_row, loaded_at)
  FROM (
    SELECT $1, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER, METADATA$START_SCAN_TIME
    FROM @objects/steps/
  )
  FILE_FORMAT = (FORMAT_NAME = '<% ctx.env.database %>.<% ctx.env.landing_schema %>.json_rows')
  ON_ERROR = CONTINUE
  LOAD_UNCERTAIN_FILES = TRUE;

COPY INTO calls (row_data, file_name, file_row, loaded_at)
  FROM (
    SELECT $1, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER, METADATA$START_SCAN_TIME
    FROM @objects/calls/
  )
  FILE_FORMAT = (FORMAT_NAME = '<% ctx.env.database %>.<% ctx.env.landing_schema %>.json_rows')
  ON_ERROR = CONTINUE
  LOAD_UNCERTAIN_FILES = TRUE;
