-- How Snowflake reads the bucket: by a role of your AWS account, without keys. DESC shows STORAGE_AWS_IAM_USER_ARN and
-- STORAGE_AWS_EXTERNAL_ID, which the trust policy of that role must name before 06_pipes.sql can run. Replacing the
-- integration would make a new external id and end the trust.
USE ROLE ACCOUNTADMIN;

CREATE STORAGE INTEGRATION IF NOT EXISTS <% ctx.env.storage_integration %>
  TYPE = EXTERNAL_STAGE
  STORAGE_PROVIDER = 'S3'
  STORAGE_AWS_ROLE_ARN = '<% ctx.env.aws_role_arn %>'
  ENABLED = TRUE
  STORAGE_ALLOWED_LOCATIONS = ('s3://<% ctx.env.bucket %>/')
  COMMENT = 'Reads the objects of the Tavily Data Pipeline';
GRANT USAGE ON INTEGRATION <% ctx.env.storage_integration %> TO ROLE <% ctx.env.owner_role %>;

DESC INTEGRATION <% ctx.env.storage_integration %>;
