import { setTimeout as sleep } from 'node:timers/promises';
import { CliError, interrupted } from '../cli_error.ts';
import { command } from '../command.ts';
import { configFolder } from '../folders.ts';
import type { Io } from '../io.ts';
import { connectionOptions, projectOption } from '../options.ts';
import { profileNames } from '../profile.ts';
import { loadSettings, type SettingFlags } from '../settings.ts';
import type { Cell } from '../table.ts';
import { type Check, fail } from './check.ts';
import { examine } from './examine.ts';

const styles = { ok: 'green', warn: 'yellow', fail: 'red' } as const;

/** Milliseconds between two looks. */
const pause = 250;

export default command({
  name: 'doctor',
  examples: ['sfs doctor', 'sfs serve & sfs doctor --wait 60s', 'sfs doctor --format json'],
  formats: ['text', 'json'],
  // Settings are read at each look: the profile may be made by the very server that is waited for.
  local: true,
  options: {
    wait: { type: 'duration', about: 'look again until all is well, for so long', default: 0 },
    ...connectionOptions,
    deadline: { ...connectionOptions.deadline, about: 'how long to try each check', default: 5 },
    ...projectOption,
  },
  async run(context, args) {
    const { io } = context;
    const end = Date.now() + args.wait * 1000;
    let told = false;
    let checks: Check[];
    for (;;) {
      const left = (end - Date.now()) / 1000;
      // While there is time, a look is short: what is new since it began is seen by the next.
      checks = await look(io, args, left > 0 ? Math.min(args.deadline, 2) : args.deadline);
      const failures = checks.filter(({ result }) => result === 'fail');
      if (failures.length === 0 || !failures.every(({ passing }) => passing) || Date.now() >= end) break;
      if (!told) context.note(`waiting: ${failures[0]!.message}`);
      told = true;
      await sleep(Math.min(pause, Math.max(1, end - Date.now())), undefined, { signal: io.signal }).catch(() => {
        throw interrupted();
      });
    }
    const exitCode = checks.find(({ result }) => result === 'fail')?.exit ?? 0;
    if (context.format === 'json') {
      const shown = checks.map(({ name, result, message, fix }) => ({ name, result, message, fix }));
      context.value({ checks: shown, exit_code: exitCode });
    } else {
      const rows = checks.map((check): Cell[] => [
        { text: check.result, style: styles[check.result] },
        check.name,
        check.fix ? `${check.message}; ${check.fix}` : check.message,
      ]);
      context.table(['result', 'check', 'what'], rows, { whole: true });
    }
    return exitCode;
  },
});

async function look(io: Io, flags: SettingFlags, deadline: number): Promise<Check[]> {
  try {
    return await examine(io, await loadSettings(flags, io), deadline);
  } catch (error) {
    const profile = flags.profile || io.env.SFS_PROFILE;
    const missing = profile && !profileNames(configFolder(io.env)).includes(profile);
    if (!missing || !(error instanceof CliError)) throw error;
    return [fail('key', error.message, error.hint ?? '', error.exit, true)];
  }
}
