#!/bin/sh
# Starts Grafana with the first of PIPELINE_API_KEYS (name:key,name:key), which /kpis then asks for.
set -eu
key=$(printf '%s' "${PIPELINE_API_KEYS:-}" | tr -d '[:space:]')
key=${key%%,*}
export KPIS_API_KEY="${key#*:}"
unset PIPELINE_API_KEYS
exec /run.sh
