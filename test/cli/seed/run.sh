RUN=$(sfs agent run sentinel \
--ticket "${{ steps.ticket.outputs.ticket }}" \
--trigger-source ci \
--trigger-ref "${{ github.event.pull_request.head.sha }}" \
--ci-provider github \
--fail-on high \
--context-file .sessionfs/context.md \
--output-id)
echo "run=$RUN" >> "$GITHUB_OUTPUT"
