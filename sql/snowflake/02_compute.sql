-- One warehouse refreshes the tables and answers /kpis. Pipes need none.
USE ROLE ACCOUNTADMIN;

-- Past the quota queries that run are finished and no new one starts until the next month.
CREATE RESOURCE MONITOR IF NOT EXISTS <% ctx.env.resource_monitor %> WITH
  CREDIT_QUOTA = <% ctx.env.credit_quota %>
  FREQUENCY = MONTHLY
  START_TIMESTAMP = IMMEDIATELY
  TRIGGERS
    ON 80 PERCENT DO NOTIFY
    ON 100 PERCENT DO SUSPEND;

USE ROLE SYSADMIN;

-- The hour is for refreshes after a long pause; queries of analytics-service have their own, shorter limit (11_service_user.sql).
CREATE WAREHOUSE IF NOT EXISTS <% ctx.env.warehouse %> WITH
  WAREHOUSE_SIZE = XSMALL
  AUTO_SUSPEND = 60
  AUTO_RESUME = TRUE
  INITIALLY_SUSPENDED = TRUE
  COMMENT = 'Refreshes the tables of the Tavily Data Pipeline and answers its KPIs'
  STATEMENT_TIMEOUT_IN_SECONDS = 3600;

GRANT USAGE ON WAREHOUSE <% ctx.env.warehouse %> TO ROLE <% ctx.env.owner_role %>;
GRANT USAGE ON WAREHOUSE <% ctx.env.warehouse %> TO ROLE <% ctx.env.reader_role %>;

USE ROLE ACCOUNTADMIN;
ALTER WAREHOUSE <% ctx.env.warehouse %> SET RESOURCE_MONITOR = <% ctx.env.resource_monitor %>;
