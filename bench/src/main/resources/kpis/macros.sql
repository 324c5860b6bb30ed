-- What the other scripts of this folder use. Every fifth run_id is no UUIDv7, as those of an Idempotency-Key.
CREATE TEMP MACRO made_id(ms, seed) AS CAST(
  SUBSTR(PRINTF('%012x', CAST(ms AS BIGINT)), 1, 8) || '-' || SUBSTR(PRINTF('%012x', CAST(ms AS BIGINT)), 9, 4)
  || '-7' || SUBSTR(MD5(CAST(seed AS VARCHAR)), 1, 3) || '-8' || SUBSTR(MD5(CAST(seed AS VARCHAR)), 4, 3)
  || '-' || SUBSTR(MD5(CAST(seed AS VARCHAR)), 7, 12) AS UUID);
