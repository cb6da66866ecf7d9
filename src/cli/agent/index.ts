import { noun } from '../command.ts';

export default noun({
  run: ['Create and start a run, and print its context', () => import('./run.ts')],
  complete: ['End a run with its findings; the server decides', () => import('./complete.ts')],
  status: ['Show a run and its verdict', () => import('./status.ts')],
  list: ['List runs, newest first', () => import('./list.ts')],
  findings: ["List a run's findings, worst first", () => import('./findings.ts')],
  watch: ['Print a run at each change until it has ended', () => import('./watch.ts')],
  redact: ['Erase the texts of an ended run; its verdict stays', () => import('./redact.ts')],
  cancel: ['End a run that is not wanted any more', () => import('./cancel.ts')],
});
