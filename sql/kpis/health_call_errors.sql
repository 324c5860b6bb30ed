-- Question: With which errors do API calls fail?
-- Columns: name | unit | better | title, and below it what exactly it is
--   provider | name | none | Provider
--     of the API calls
--   error_type | name | none | Error type
--     of these; null where none was recorded
--   failed_calls | calls | down | Failed calls
--     calls with status failed and this error_type; the order is most first, then by provider, then by error type with
--     null last; as many as top says
--   share | ratio | down | Share of calls
--     failed_calls / all calls of the provider, 0 to 1
WITH by_provider AS (
  SELECT provider, COUNT(*) AS n FROM calls_in_window GROUP BY provider
),
ranked AS (
  SELECT
    c.provider,
    c.error_type,
    COUNT(*) AS failed_calls,
    CAST(COUNT(*) AS DOUBLE) / NULLIF(MAX(n.n), 0) AS share
  FROM calls_in_window c JOIN by_provider n ON n.provider = c.provider
  WHERE c.status = 'failed'
  GROUP BY c.provider, c.error_type
)
SELECT provider, error_type, failed_calls, share
FROM ranked
QUALIFY ROW_NUMBER() OVER (ORDER BY failed_calls DESC NULLS LAST, provider, error_type NULLS LAST) <= CAST(:top AS INTEGER)
ORDER BY failed_calls DESC NULLS LAST, provider, error_type NULLS LAST
