TICKET=$(sfs ticket create \
--title "$PR_TITLE" \
--description "$PR_BODY" \
--assigned-to sentinel \
--priority high \
--output-id)
echo "ticket=$TICKET" >> "$GITHUB_OUTPUT"
