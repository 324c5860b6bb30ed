-- What the tables need beside Snowflake's own functions.
USE ROLE <% ctx.env.owner_role %>;
USE SCHEMA <% ctx.env.database %>.<% ctx.env.schema %>;

-- The form in which names are compared, for the columns company_key and query_key: as NameKey of analytics-service computes it. To change
-- it, drop it and the tables, and run sql/snowpipe_setup.sql again.
CREATE FUNCTION IF NOT EXISTS name_key(name VARCHAR)
  RETURNS VARCHAR
  LANGUAGE JAVASCRIPT
  RETURNS NULL ON NULL INPUT
  IMMUTABLE
  COMMENT = 'One key for all spellings of a name'
AS $$
  const key = NAME
    .replace(/[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g, '')
    .normalize('NFC').toLowerCase().normalize('NFC')
    .replace(/[\u0009-\u000D\u0020\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/g, ' ')
    .replace(/^[\u001C-\u0020]+|[\u001C-\u0020]+$/g, '');
  return key === '' ? null : key;
$$;
