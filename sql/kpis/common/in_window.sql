-- The rows of a request: every query of this folder begins with these common table expressions and selects from them. A line
-- that ends in "-- if" or "-- unless" belongs to the query only if one, or none, of the parameters behind it is given.
--
--   segments         parts of the window in which the time zone has one offset (seconds); bucket_offset tells the two hours
--                    apart that have one name when clocks are set back, and is 0 for days and longer
--   selected_runs    runs that were requested in the window and that the filters of a run's own columns select
--   runs_in_window   runs that were requested in the window and that the filters select: by their own columns (company_key; the
--                    industry without regard to case and the spaces around it), by a step that was reached, by a call of the
--                    provider, in that step if there is a filter by step too
--   steps_in_window  the steps of these runs; with a filter by step only those
--   calls_in_window  the API calls of these runs; with a filter by step or provider only those; with cost=repriced those of
--                    repriced.sql, so that their cost is another
--   run_costs        the same runs with what their selected calls cost
segments AS (
  SELECT CAST(v.lo AS DATETIME) AS lo, CAST(v.hi AS DATETIME) AS hi, CAST(v.off AS INTEGER) AS off,
    CAST(v.bucket_off AS INTEGER) AS bucket_offset
  FROM (VALUES :segments) AS v(lo, hi, off, bucket_off)
),
selected_runs AS ( -- if provider, step
runs_in_window AS ( -- unless provider, step
  SELECT * FROM agent_runs
  WHERE requested_at >= CAST(:from AS DATETIME)
    AND requested_at < CAST(:to AS DATETIME)
    AND simulated = CAST(:simulated AS BOOLEAN) -- if simulated
    AND company_key IN (:company) -- if company
    AND LOWER(TRIM(industry, ' ')) IN (:industry) -- if industry
    AND status IN (:status) -- if status
),
selected_runs AS (SELECT run_id FROM runs_in_window), -- unless provider, step
reached_steps AS ( -- if step
  SELECT run_id FROM run_steps -- if step
  WHERE requested_at >= CAST(:from AS DATETIME) -- if step
    AND requested_at < CAST(:to AS DATETIME) -- if step
    AND step_name IN (:step) AND status <> 'skipped' -- if step
), -- if step
calls_in_window AS (
  SELECT * FROM api_calls -- unless repriced
  SELECT * FROM repriced_calls -- if repriced
  WHERE requested_at >= CAST(:from AS DATETIME)
    AND requested_at < CAST(:to AS DATETIME)
    AND simulated = CAST(:simulated AS BOOLEAN) -- if simulated
    AND provider IN (:provider) -- if provider
    AND SPLIT_PART(step_id, ':', 2) IN (:step) -- if step
    AND run_id IN (SELECT run_id FROM reached_steps) -- if step
    AND run_id IN (SELECT run_id FROM selected_runs) -- if company, industry, status
),
steps_in_window AS (
  SELECT * FROM run_steps
  WHERE requested_at >= CAST(:from AS DATETIME)
    AND requested_at < CAST(:to AS DATETIME)
    AND simulated = CAST(:simulated AS BOOLEAN) -- if simulated
    AND step_name IN (:step) -- if step
    AND run_id IN (SELECT run_id FROM reached_steps) -- if step
    AND run_id IN (SELECT run_id FROM selected_runs) -- if company, industry, status
    AND run_id IN (SELECT run_id FROM calls_in_window) -- if provider
),
runs_in_window AS ( -- if provider, step
  SELECT * FROM selected_runs -- if provider, step
  WHERE TRUE -- if provider, step
    AND run_id IN (SELECT run_id FROM calls_in_window) -- if provider
    AND run_id IN (SELECT run_id FROM reached_steps) -- if step
), -- if provider, step
run_costs AS (
  SELECT r.run_id, r.requested_at, r.status, r.company_name, r.company_key, r.query, r.query_key, -- unless provider, step, repriced
    r.total_api_calls AS api_calls, r.total_credits AS credits, r.total_input_tokens AS input_tokens, -- unless provider, step, repriced
    r.total_output_tokens AS output_tokens, r.cost_usd, r.unpriced_calls -- unless provider, step, repriced
  FROM runs_in_window r -- unless provider, step, repriced
  SELECT r.run_id, r.requested_at, r.status, r.company_name, r.company_key, r.query, r.query_key, -- if provider, step, repriced
    COALESCE(c.api_calls, 0) AS api_calls, COALESCE(c.credits, 0) AS credits, -- if provider, step, repriced
    COALESCE(c.input_tokens, 0) AS input_tokens, COALESCE(c.output_tokens, 0) AS output_tokens, -- if provider, step, repriced
    COALESCE(c.cost_usd, 0) AS cost_usd, COALESCE(c.unpriced_calls, 0) AS unpriced_calls -- if provider, step, repriced
  FROM runs_in_window r -- if provider, step, repriced
  LEFT JOIN ( -- if provider, step, repriced
    SELECT run_id, COUNT(*) AS api_calls, SUM(credits) AS credits, SUM(input_tokens) AS input_tokens, -- if provider, step, repriced
      SUM(output_tokens) AS output_tokens, SUM(cost_usd) AS cost_usd, COUNT(*) - COUNT(cost_usd) AS unpriced_calls -- if provider, step, repriced
    FROM calls_in_window GROUP BY run_id -- if provider, step, repriced
  ) c ON c.run_id = r.run_id -- if provider, step, repriced
)
