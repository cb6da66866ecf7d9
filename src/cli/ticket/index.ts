import { noun } from '../command.ts';

export default noun({
  create: ['Make a ticket', () => import('./create.ts')],
  list: ['List tickets, newest first', () => import('./list.ts')],
  show: ['Show a ticket', () => import('./show.ts')],
  update: ['Change fields of a ticket', () => import('./update.ts')],
  assign: ['Say who shall do it', () => import('./assign.ts')],
  start: ['Take a ticket, and print its context', () => import('./start.ts')],
  complete: ['Hand a task over to review', () => import('./complete.ts')],
  accept: ['Say that a task in review is done', () => import('./accept.ts')],
  reopen: ['Send a task in review, or an issue, back to open', () => import('./reopen.ts')],
  block: ['Say that a task cannot go on', () => import('./block.ts')],
  unblock: ['Say that a blocked task can go on', () => import('./unblock.ts')],
  release: ['Give a ticket back that was started', () => import('./release.ts')],
  approve: ['Open a ticket that an agent suggested', () => import('./approve.ts')],
  dismiss: ['Turn a suggested or open ticket down', () => import('./dismiss.ts')],
  cancel: ['Give a ticket up', () => import('./cancel.ts')],
  close: ['End an issue', () => import('./close.ts')],
  comment: ['Say something about a ticket', () => import('./comment.ts')],
  comments: ["List a ticket's comments, oldest first", () => import('./comments.ts')],
  history: ['List every change of every field', () => import('./history.ts')],
  watch: ['Print a ticket and its comments as they change', () => import('./watch.ts')],
});
