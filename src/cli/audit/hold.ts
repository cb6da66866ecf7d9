import { AuditServiceService, SetLegalHoldRequest } from '../../gen/client/sfs/v1/audit.ts';
import { command } from '../command.ts';

export default command({
  name: 'hold',
  examples: ["sfs audit hold --reason 'case 2026-7'", "sfs audit hold --end --reason 'case 2026-7 is closed'"],
  formats: ['text', 'json'],
  changes: true,
  options: {
    end: { type: 'boolean', about: 'end it: what is old may be erased again' },
    reason: { type: 'string', about: 'why; it is logged', required: true, filled: true },
  },
  async run(context, args) {
    const request = { on: !args.end, reason: args.reason, requestId: context.requestId };
    const { legalHold } = await context.call(AuditServiceService.setLegalHold, SetLegalHoldRequest.create(request));
    if (context.format === 'json') await context.json('sfs.v1.LegalHold', legalHold!);
    else
      context.panel([
        ['legal hold', legalHold!.on ? 'on' : 'off'],
        ['since', legalHold!.setAt],
        ['reason', legalHold!.reason],
        ['set by', legalHold!.setBy?.memberName],
      ]);
  },
});
