#!/bin/sh
# Prints the rules as objects of the Prometheus Operator. After a change of a rule or a threshold:
#
#   deploy/prometheus/prometheus-rules.sh >deploy/kubernetes/components/monitoring/prometheus-rules.yaml
#
# Each alert gets the label 'namespace', by which the operator finds the AlertmanagerConfig of the namespace.
set -eu
namespace=${1:-tavily-data-pipeline}
cd "$(dirname "$0")/rules"
echo "# Made by deploy/prometheus/prometheus-rules.sh: change deploy/prometheus/rules, and run it again."
separator=
for file in *.yml; do
  printf '%sapiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: pipeline-%s\nspec:\n' \
    "$separator" "${file%.yml}"
  sed -e "s/labels: { severity:/labels: { namespace: $namespace, severity:/" -e 's/^./  &/' "$file"
  separator='---
'
done
