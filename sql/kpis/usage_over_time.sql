-- Question: How has the demand changed over time?
-- Columns: name | unit | better | title, and below it what exactly it is
--   start | time | none | Start
--     of the bucket, in the time zone of the request
--   end | time | none | End
--     of the bucket, exclusive
--   is_partial | flag | none | Partial
--     whether the window has only a part of the bucket, or the bucket is not over
--   runs | runs | none | Runs
--     runs of the bucket, by requested_at
--   unique_companies | companies | none | Companies
--     distinct company_key of these that is not null
SELECT
  DATE_TRUNC('{granularity}', DATEADD('second', s.off, r.requested_at)) AS bucket, s.bucket_offset,
  COUNT(*) AS runs,
  COUNT(DISTINCT r.company_key) AS unique_companies
FROM runs_in_window r JOIN segments s ON r.requested_at >= s.lo AND r.requested_at < s.hi
GROUP BY 1, 2
