#!/bin/sh
# Prints the configuration of Alertmanager: alertmanager.yml, and the receiver that PIPELINE_ALERT_URL asks for. The address is
# a secret, because whoever knows it may write there.
#
#   not set                      alerts are shown at the port of Alertmanager, and nobody is notified
#   https://hooks.slack.com/...  a message in Slack
#   slack+https://...            the same for what is compatible, such as Mattermost
#   another http(s)://...        a webhook: JSON as Alertmanager sends it
set -eu
url=$(printf '%s' "${PIPELINE_ALERT_URL:-}" | tr -d '[:space:]')
case $url in
  *[\'\"\\]*) echo "PIPELINE_ALERT_URL cannot work: it has a quote or a backslash. Write these as %27, %22, %5C." >&2; exit 1 ;;
  '') kind=none ;;
  https://hooks.slack.com/*) kind=slack ;;
  slack+http://* | slack+https://*) kind=slack url=${url#slack+} ;;
  http://* | https://*) kind=webhook ;;
  *) echo "PIPELINE_ALERT_URL cannot work: give an address that begins with https://, http:// or slack+https://." >&2; exit 1 ;;
esac

cat "${ALERTMANAGER_YML:-/etc/alertmanager/alertmanager.yml}"
echo
echo 'receivers:'
echo '  - name: team'
case $kind in
  webhook) printf "    webhook_configs: [{ url: '%s', send_resolved: true }]\n" "$url" ;;
  slack)
    printf "    slack_configs:\n      - api_url: '%s'\n" "$url"
    cat <<'YAML'
        send_resolved: true
        title: '{{ if eq .Status "firing" }}{{ .Alerts.Firing | len }} × {{ else }}over: {{ end }}{{ .CommonLabels.alertname }} ({{ .CommonLabels.severity }})'
        text: '{{ range .Alerts }}{{ .Annotations.summary }}{{ "\n" }}{{ .Annotations.description }}{{ "\n" }}{{ .Annotations.runbook_url }}{{ "\n" }}{{ end }}'
YAML
    ;;
esac
