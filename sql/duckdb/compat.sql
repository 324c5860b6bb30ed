-- What Snowflake has and DuckDB lacks, or does differently without a word, as macros; only what sql/kpis uses.

-- As a sum of microseconds: adding an interval takes three times as long.
CREATE OR REPLACE MACRO dateadd(unit, n, ts) AS CASE unit WHEN 'second' THEN make_timestamp(epoch_us(ts) + 1000000 * CAST(n AS BIGINT)) END;

-- 1 is Monday, 7 is Sunday.
CREATE OR REPLACE MACRO dayofweekiso(ts) AS isodow(ts);
