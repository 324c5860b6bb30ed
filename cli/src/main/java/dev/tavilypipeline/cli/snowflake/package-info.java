/** Checks and prints the SQL that sets up Snowflake, {@code sql/snowpipe_setup.sql}. It never connects to an account. */
package dev.tavilypipeline.cli.snowflake;
