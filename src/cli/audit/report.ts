import { AuditServiceService, GetAuditReportRequest } from '../../gen/client/sfs/v1/audit.ts';
import { command } from '../command.ts';
import { reportMarkdown } from './report/markdown.ts';
import { reportSections } from './report/sections.ts';
import { reportText } from './report/text.ts';

const weekMs = 7 * 86_400_000;

export default command({
  name: 'report',
  examples: [
    'sfs audit report --since 7d',
    'sfs audit report --since 7d --format markdown >> "$GITHUB_STEP_SUMMARY"',
    `sfs audit report --since 30d --format json | jq -r '.keys[] | select(.unused_scopes != []) | .key_name'`,
  ],
  formats: ['text', 'json', 'markdown'],
  options: {
    since: { type: 'time', about: 'from when on: a time, or how long ago; else the last seven days' },
    until: { type: 'time', about: 'until when; else now' },
  },
  async run(context, args) {
    const now = context.io.now();
    const since = args.since ?? new Date((args.until ?? now).getTime() - weekMs);
    const request = GetAuditReportRequest.create({ since, until: args.until });
    const report = await context.call(AuditServiceService.getAuditReport, request);
    if (context.format === 'json') await context.json('sfs.v1.GetAuditReportResponse', report);
    else if (context.format === 'markdown') context.print(reportMarkdown(reportSections(report, now)));
    else reportText(context, reportSections(report, now));
  },
});
