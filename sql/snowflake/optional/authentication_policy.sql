-- Optional: the service user may log in by key pair only, and with drivers only. With a programmatic access token or OAuth put
-- 'PROGRAMMATIC_ACCESS_TOKEN' or 'OAUTH' beside 'KEYPAIR'.
USE ROLE ACCOUNTADMIN;
USE SCHEMA <% ctx.env.database %>.<% ctx.env.landing_schema %>;

CREATE AUTHENTICATION POLICY IF NOT EXISTS service_login
  AUTHENTICATION_METHODS = ('KEYPAIR')
  CLIENT_TYPES = ('DRIVERS')
  COMMENT = 'How analytics-service logs in';

ALTER USER <% ctx.env.service_user %> SET AUTHENTICATION POLICY service_login FORCE;
