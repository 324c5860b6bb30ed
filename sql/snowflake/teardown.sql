-- Removes everything that sql/snowpipe_setup.sql has made, data included; objects in S3 stay. Run it from the project's folder:
--
--   snow sql --project sql/snowflake --filename sql/snowflake/teardown.sql
--
-- The database can be had back for a day (UNDROP DATABASE); its pipes must then be made anew. Remove the notification of the
-- bucket and the AWS role yourself.
USE ROLE USERADMIN;
DROP USER IF EXISTS <% ctx.env.service_user %>;

USE ROLE SYSADMIN;
DROP DATABASE IF EXISTS <% ctx.env.database %>;
DROP WAREHOUSE IF EXISTS <% ctx.env.warehouse %>;

USE ROLE ACCOUNTADMIN;
DROP INTEGRATION IF EXISTS <% ctx.env.storage_integration %>;
DROP RESOURCE MONITOR IF EXISTS <% ctx.env.resource_monitor %>;

USE ROLE USERADMIN;
DROP ROLE IF EXISTS <% ctx.env.reader_role %>;
DROP ROLE IF EXISTS <% ctx.env.loader_role %>;
DROP ROLE IF EXISTS <% ctx.env.owner_role %>;
