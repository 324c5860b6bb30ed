#!/bin/sh
# Makes the bucket and the three streams in the emulator, unless they are there. In AWS they are the user's to make, so with
# keys for AWS, or without an emulator, it does nothing.
set -eu

if [ -n "${AWS_ACCESS_KEY_ID:-}" ] || [ -n "${AWS_ENDPOINT_URL:-}" ] || [ -z "${PIPELINE_AWS_EMULATOR_URL:-}" ]; then
  echo "nothing to do: the bucket and the streams are those of AWS"
  exit 0
fi
unset AWS_ENDPOINT_URL
export AWS_ACCESS_KEY_ID=emulator AWS_SECRET_ACCESS_KEY=emulator

emulator() {
  aws --endpoint-url "$PIPELINE_AWS_EMULATOR_URL" "$@"
}

# Each command of the AWS CLI takes a second, so nothing is asked first.
create() {
  answer=$(emulator "$@" 2>&1) && return
  case $answer in
    *BucketAlreadyOwnedByYou* | *ResourceInUseException*) ;;
    *)
      echo "$answer" >&2
      return 1
      ;;
  esac
}

create s3api create-bucket --bucket "$S3_BUCKET_NAME"
for table in runs steps calls; do
  create firehose create-delivery-stream --delivery-stream-name "$FIREHOSE_STREAM_NAME-$table" \
    --delivery-stream-type DirectPut --extended-s3-destination-configuration "{
      \"RoleARN\": \"arn:aws:iam::000000000000:role/firehose\", \"BucketARN\": \"arn:aws:s3:::$S3_BUCKET_NAME\",
      \"Prefix\": \"$table/\", \"ErrorOutputPrefix\": \"errors/$table/\", \"CompressionFormat\": \"GZIP\",
      \"BufferingHints\": { \"SizeInMBs\": 1, \"IntervalInSeconds\": 1 } }"
done
echo "ready: bucket $S3_BUCKET_NAME, streams $FIREHOSE_STREAM_NAME-runs, -steps and -calls"
