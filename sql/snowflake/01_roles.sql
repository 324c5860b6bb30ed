-- Three roles, each with what it needs. owner has the other two, and SYSADMIN has owner, as Snowflake recommends.
USE ROLE USERADMIN;

CREATE ROLE IF NOT EXISTS <% ctx.env.owner_role %>
  COMMENT = 'Owns the tables and views of the Tavily Data Pipeline and refreshes them';
CREATE ROLE IF NOT EXISTS <% ctx.env.loader_role %>
  COMMENT = 'Owns the pipes of the Tavily Data Pipeline: appends to the landing tables';
CREATE ROLE IF NOT EXISTS <% ctx.env.reader_role %>
  COMMENT = 'Reads the KPI tables of the Tavily Data Pipeline';

GRANT ROLE <% ctx.env.loader_role %> TO ROLE <% ctx.env.owner_role %>;
GRANT ROLE <% ctx.env.reader_role %> TO ROLE <% ctx.env.owner_role %>;
GRANT ROLE <% ctx.env.owner_role %> TO ROLE SYSADMIN;
