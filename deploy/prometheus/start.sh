#!/bin/sh
# Starts Prometheus with the first of PIPELINE_API_KEYS (name:key,name:key), which the services then ask for. Without keys the
# file is empty, and the services do not look at what they are sent.
set -eu
umask 077
key=$(printf '%s' "${PIPELINE_API_KEYS:-}" | tr -d '[:space:]')
key=${key%%,*}
printf '%s' "${key#*:}" >/tmp/api-key
exec /bin/prometheus --config.file=/etc/prometheus/prometheus.yml --storage.tsdb.path=/prometheus \
  --storage.tsdb.retention.time=15d --storage.tsdb.retention.size=2GB
