import { fileLimits, parseFindings } from '../../agent_runs/findings_file.ts';
import { Finding } from '../../gen/client/sfs/v1/agent_run.ts';
import { FileError, readCheckoutFile } from '../files.ts';

/** What a findings file comes to. With a problem the run is errored, whatever the caller says. */
export interface LoadedFindings {
  /** Undefined where the file says nothing that could be kept. */
  findings: Finding[] | undefined;
  problem: string | undefined;
}

/**
 * Reads a findings file. Nothing is thrown: whatever is wrong with the file, the run has to be ended, and the problem is
 * why. It never quotes the file, which may be a link to something that a pull request wants to see.
 */
export function loadFindings(cwd: string, path: string): LoadedFindings {
  try {
    const parsed = parseFindings(readCheckoutFile(cwd, path, fileLimits.bytes));
    if (!parsed.ok) return { findings: undefined, problem: parsed.reason };
    const findings = parsed.findings.map(({ effective: _, ...finding }) => Finding.fromPartial(finding));
    return { findings, problem: parsed.problems.length > 0 ? parsed.problems.join(' ') : undefined };
  } catch (error) {
    const why = error instanceof FileError ? error.message : `it cannot be read (${(error as Error).name})`;
    return { findings: undefined, problem: `The findings file cannot be used: ${why}.` };
  }
}
