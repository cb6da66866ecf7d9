set -e
RUN=""
trap '
rc=$?;
if [ -n "$RUN" ] && [ "$rc" -ne 0 ]; then
sfs agent complete "$RUN" --status errored --severity none \
--summary "Review aborted (exit $rc)" --enforce || true;
fi
' EXIT
mkdir -p .sessionfs
RUN=$(sfs agent run sentinel --trigger-source ci --trigger-ref "$CI_COMMIT_SHA" --ci-provider gitlab --fail-on high --context-file .sessionfs/context.md --output-id)
echo "$RUN" > run_id
( unset SESSIONFS_API_KEY; ./scripts/review.sh --context .sessionfs/context.md --out .sessionfs/findings.json ) # if this fails, the trap records errored
SEV=$(jq -r 'map(.severity) | (if any(.=="critical") then "critical" elif any(.=="high") then "high" elif any(.=="medium") then "medium" elif any(.=="low") then "low" else "none" end)' .sessionfs/findings.json)
sfs agent complete "$RUN" --summary "..." --severity "$SEV" --findings-file .sessionfs/findings.json --enforce
