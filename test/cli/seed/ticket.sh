TICKET=$(sfs ticket create \
--title "PR #${PR_NUMBER}: ${PR_TITLE}" \
--assigned-to sentinel \
--output-id)
echo "ticket=$TICKET" >> "$GITHUB_OUTPUT"
