-- A schema for rows as they came, a schema for the tables that people and services read.
USE ROLE SYSADMIN;

CREATE DATABASE IF NOT EXISTS <% ctx.env.database %>
  DATA_RETENTION_TIME_IN_DAYS = 1
  COMMENT = 'Runs, steps and API calls of the Tavily Data Pipeline';
GRANT USAGE, CREATE SCHEMA ON DATABASE <% ctx.env.database %> TO ROLE <% ctx.env.owner_role %>;
GRANT USAGE ON DATABASE <% ctx.env.database %> TO ROLE <% ctx.env.loader_role %>;
GRANT USAGE ON DATABASE <% ctx.env.database %> TO ROLE <% ctx.env.reader_role %>;

USE ROLE <% ctx.env.owner_role %>;
USE DATABASE <% ctx.env.database %>;

-- In a schema with managed access only the schema's owner grants, whoever owns an object in it.
CREATE SCHEMA IF NOT EXISTS <% ctx.env.landing_schema %> WITH MANAGED ACCESS
  COMMENT = 'Rows as the objects in S3 have them, append only';
CREATE SCHEMA IF NOT EXISTS <% ctx.env.schema %> WITH MANAGED ACCESS
  COMMENT = 'The tables that /kpis asks';

GRANT USAGE, CREATE PIPE ON SCHEMA <% ctx.env.landing_schema %> TO ROLE <% ctx.env.loader_role %>;
GRANT USAGE ON SCHEMA <% ctx.env.schema %> TO ROLE <% ctx.env.reader_role %>;
GRANT SELECT ON FUTURE TABLES IN SCHEMA <% ctx.env.schema %> TO ROLE <% ctx.env.reader_role %>;
GRANT SELECT ON FUTURE DYNAMIC TABLES IN SCHEMA <% ctx.env.schema %> TO ROLE <% ctx.env.reader_role %>;
GRANT SELECT ON FUTURE VIEWS IN SCHEMA <% ctx.env.schema %> TO ROLE <% ctx.env.reader_role %>;
