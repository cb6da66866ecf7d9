mkdir -p .sessionfs
RUN=$(sfs agent run sentinel --fail-on high --context-file .sessionfs/context.md --output-id)
echo "$RUN" > run_id
./scripts/review.sh --context .sessionfs/context.md --out .sessionfs/findings.json
sfs agent complete "$RUN" --summary "..." --severity none --findings-file .sessionfs/findings.json --enforce
