#!/usr/bin/env bash
# What action.yml runs: annotations in the log, a summary of the job, a comment on the pull request.
set -euo pipefail

options=(--fail-under "${FAIL_UNDER:-bronze}")
if [ -n "${BASELINE:-}" ]; then options+=(--baseline "$BASELINE"); fi
# blanks separate paths and the words of the command
read -ra paths <<<"${SCORECARD_PATH:-.}"
read -ra scorecard <<<"$SCORECARD"

summary=$(mktemp)
trap 'rm -f "$summary"' EXIT

# 2: nothing could be judged, and the reason stands in the log
status=0
"${scorecard[@]}" check --format github "${options[@]}" "${paths[@]}" || status=$?
if [ "$status" -gt 1 ]; then exit "$status"; fi

# with the base of a pull request at hand, the summary is about what the pull request changes
compared=(--fail-under none)
if [ -n "${BASE:-}" ] && git cat-file -e "$BASE^{commit}" 2>/dev/null; then compared=(--since "$BASE"); fi
"${scorecard[@]}" check --format markdown "${compared[@]}" "${paths[@]}" >"$summary" 2>/dev/null || true
cat "$summary" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"

if [ "${COMMENT:-false}" = true ] && [ -n "${PULL_REQUEST:-}" ]; then
  marker='<!-- dockerfile-scorecard -->'
  comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
  body=$(printf '%s\n\n%s' "$marker" "$(cat "$summary")")
  known=$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$marker\")) | .id" | head -n 1)
  if [ -n "$known" ]; then
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$known" --field "body=$body"
  else
    gh api --silent --method POST "$comments" --field "body=$body"
  fi
fi

exit "$status"
