-- Question: How has the health of the runs changed over time?
-- Columns: name | unit | better | title, and below it what exactly it is
--   start | time | none | Start
--     of the bucket, in the time zone of the request
--   end | time | none | End
--     of the bucket, exclusive
--   is_partial | flag | none | Partial
--     whether the window has only a part of the bucket, or the bucket is not over
--   runs | runs | none | Runs
--     runs of the bucket, by requested_at
--   success | runs | up | Successful runs
--     of these, with status success
--   partial | runs | down | Partial runs
--     of these, with status partial
--   failed | runs | down | Failed runs
--     of these, with status failed
--   cancelled | runs | none | Cancelled runs
--     of these, with status cancelled
--   abandoned | runs | down | Abandoned runs
--     of these, with status abandoned
--   success_ratio | ratio | up | Success ratio
--     as in the headline figures, over these runs
SELECT
  DATE_TRUNC('{granularity}', DATEADD('second', s.off, r.requested_at)) AS bucket, s.bucket_offset,
  COUNT(*) AS runs,
  COUNT(CASE WHEN r.status = 'success' THEN 1 END) AS success,
  COUNT(CASE WHEN r.status = 'partial' THEN 1 END) AS partial,
  COUNT(CASE WHEN r.status = 'failed' THEN 1 END) AS failed,
  COUNT(CASE WHEN r.status = 'cancelled' THEN 1 END) AS cancelled,
  COUNT(CASE WHEN r.status = 'abandoned' THEN 1 END) AS abandoned,
  CAST(COUNT(CASE WHEN r.status = 'success' THEN 1 END) AS DOUBLE)
    / NULLIF(COUNT(CASE WHEN r.status <> 'cancelled' THEN 1 END), 0) AS success_ratio
FROM runs_in_window r JOIN segments s ON r.requested_at >= s.lo AND r.requested_at < s.hi
GROUP BY 1, 2
