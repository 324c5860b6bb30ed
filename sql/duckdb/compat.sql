-- What Snowflake has and DuckDB lacks, or does differently without a word, as macros; only what sql/kpis uses.

-- Snowflake replaces every match, DuckDB only the first.
CREATE OR REPLACE MACRO regexp_replace(s, pattern, replacement) AS
  system.main.regexp_replace(s, pattern, replacement, 'g');
