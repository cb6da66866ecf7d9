set +e
route="errored"
summary="Review script failed or produced no findings."
if [ "${{ steps.review.outcome }}" = "success" ] && [ -s .sessionfs/findings.json ]; then
if jq -e 'type == "array" and all(.[]; type == "object")' .sessionfs/findings.json >/dev/null 2>&1; then
route="success"
else
summary="Review wrote findings.json but its shape is not a list of objects."
fi
fi
if [ "$route" = "success" ]; then
SEVERITY=$(jq -r 'map(.severity) | (if any(.=="critical") then "critical" elif any(.=="high") then "high" elif any(.=="medium") then "medium" elif any(.=="low") then "low" else "none" end)' .sessionfs/findings.json)
sfs agent complete "${{ steps.run.outputs.run }}" \
--summary "Sentinel reviewed PR #${PR_NUMBER}." \
--severity "$SEVERITY" \
--findings-file .sessionfs/findings.json \
--enforce
else
sfs agent complete "${{ steps.run.outputs.run }}" \
--status errored --severity none --summary "$summary" --enforce
fi
