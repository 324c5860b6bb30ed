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
WITH counts AS (
  SELECT provider, error_type, COUNT(*) AS api_calls, COUNT(CASE WHEN status = 'failed' THEN 1 END) AS failed_calls
  FROM calls_in_window
  GROUP BY provider, error_type
),
ranked AS (
  SELECT provider, error_type, failed_calls,
    CAST(failed_calls AS DOUBLE) / SUM(api_calls) OVER (PARTITION BY provider) AS share
  FROM counts
)
SELECT provider, error_type, failed_calls, share
FROM ranked
WHERE failed_calls > 0
QUALIFY ROW_NUMBER() OVER (ORDER BY failed_calls DESC NULLS LAST, provider, error_type NULLS LAST) <= CAST(:top AS INTEGER)
ORDER BY failed_calls DESC NULLS LAST, provider, error_type NULLS LAST
