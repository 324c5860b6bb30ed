-- The user of analytics-service. A user of type SERVICE has no password and no browser: it logs in by its key.
USE ROLE USERADMIN;

CREATE USER IF NOT EXISTS <% ctx.env.service_user %>
  TYPE = SERVICE
  COMMENT = 'analytics-service of the Tavily Data Pipeline';

-- Each run sets the key that stands in the settings; docs/snowflake.md says how to change it without a pause.
ALTER USER <% ctx.env.service_user %> SET
  RSA_PUBLIC_KEY = '<% ctx.env.service_public_key %>'
  DEFAULT_ROLE = '<% ctx.env.reader_role %>'
  DEFAULT_SECONDARY_ROLES = ()
  DEFAULT_WAREHOUSE = '<% ctx.env.warehouse %>'
  DEFAULT_NAMESPACE = '<% ctx.env.database %>.<% ctx.env.schema %>'
  STATEMENT_TIMEOUT_IN_SECONDS = <% ctx.env.query_timeout %>
  TIMEZONE = 'UTC';

GRANT ROLE <% ctx.env.reader_role %> TO USER <% ctx.env.service_user %>;
