sfs agent status "${{ steps.run.outputs.run }}" --format markdown >> "$GITHUB_STEP_SUMMARY"
