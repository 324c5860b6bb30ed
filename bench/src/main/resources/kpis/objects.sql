-- A million objects of hours before all others, of a folder that the loader does not list: it does not miss them in the lake.
INSERT INTO loaded_objects
SELECT 2025000000 + i // 100, 'of-the-past/' || i || '.json.gz', MD5(CAST(i AS VARCHAR)), 4 FROM RANGE(1000000) t(i)
