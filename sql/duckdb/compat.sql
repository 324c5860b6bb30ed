-- What Snowflake has and DuckDB lacks, or does differently without a word, as macros; only what sql/kpis uses.

CREATE OR REPLACE MACRO dateadd(unit, n, ts) AS CASE unit WHEN 'second' THEN ts + to_seconds(n) END;

-- 1 is Monday, 7 is Sunday.
CREATE OR REPLACE MACRO dayofweekiso(ts) AS isodow(ts);
