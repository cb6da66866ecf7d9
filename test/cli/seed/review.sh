./scripts/review.sh --context .sessionfs/context.md --out .sessionfs/findings.json
