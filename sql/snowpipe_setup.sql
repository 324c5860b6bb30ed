-- Everything that the pipeline needs in a Snowflake account, from roles to the tables that /kpis asks. Run it from the
-- project's folder with Snowflake CLI, as a user who may use ACCOUNTADMIN; docs/snowflake.md has the steps before and after:
--
--   ./pipeline snowflake
--   snow sql --project sql/snowflake --filename sql/snowpipe_setup.sql
--
-- It can be run again at any time. What exists stays as it is, with its data and load history; dynamic tables and views get
-- the definition that stands here.
!source sql/snowflake/01_roles.sql;
!source sql/snowflake/02_compute.sql;
!source sql/snowflake/03_database.sql;
!source sql/snowflake/04_storage.sql;
!source sql/snowflake/05_landing.sql;
!source sql/snowflake/06_pipes.sql;
!source sql/snowflake/07_functions.sql;
!source sql/snowflake/08_tables.sql;
!source sql/snowflake/09_checks.sql;
!source sql/snowflake/10_prices.sql;
!source sql/snowflake/11_service_user.sql;
