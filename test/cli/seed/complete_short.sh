set +e
route="errored"; summary="Review failed or produced no findings"
if [ "${{ steps.review.outcome }}" = "success" ] && [ -s .sessionfs/findings.json ]; then
if jq -e 'type == "array" and all(.[]; type == "object")' .sessionfs/findings.json >/dev/null 2>&1; then
route="success"
else
summary="Findings.json shape is not a list of objects"
fi
fi
if [ "$route" = "success" ]; then
sfs agent complete "$RUN" --summary "..." --severity "$SEV" \
--findings-file .sessionfs/findings.json --enforce
else
sfs agent complete "$RUN" --status errored --severity none \
--summary "$summary" --enforce
fi
