#!/bin/sh
# How old the locks are, and what pip-audit knows against what they hold.
# Exit 1: older than 120 days, or something is known. CONTRIBUTING.md says what to do.
set -eu
lock=${1:-requirements.txt}
limit=120
day=$(sed -n 's/^# .*upgraded \([0-9-]*\)$/\1/p' "$lock")
if [ -z "$day" ]; then
  echo "$lock does not say when it was upgraded: run make upgrade" >&2
  exit 1
fi
age=$((($(date -u +%s) - $(date -u -d "$day" +%s)) / 86400))
if [ "$age" -gt "$limit" ]; then
  echo "$lock was upgraded $age days ago, more than $limit: run make upgrade, then make test" >&2
  exit 1
fi
echo "$lock was upgraded $age days ago"

if ! command -v pip-audit >/dev/null 2>&1; then
  echo "pip-audit is not installed: what is known against these packages was not asked"
  exit 0
fi
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
status=0
# It answers 1 both for a known weakness and without a network; only the first comes with an answer.
pip-audit --disable-pip --require-hashes --requirement "$lock" \
  --format json --output "$answer" || status=$?
if [ ! -s "$answer" ]; then
  echo "pip-audit gave no answer: what is known against these packages was not asked"
  exit 0
fi
exit "$status"
