import { usage } from './cli_error.ts';

const seconds = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
type Unit = keyof typeof seconds;

/** The longest duration that is accepted: ten years. Above it a sum with the present time stops being a date. */
const longest = 3650 * seconds.d;

/** Seconds of `90`, `90s`, `15m`, `2h` or `7d`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,12})([smhd]?)$/.exec(text);
  if (!match) return undefined;
  const value = Number(match[1]) * seconds[(match[2] || 's') as Unit];
  return value <= longest ? value : undefined;
}

/** The same, or a usage error that names the flag. */
export function duration(text: string, flag: string): number {
  const value = parseDuration(text);
  if (value === undefined) {
    throw usage(`${flag} must be a duration: a whole number of seconds, or one with s, m, h or d (90, 15m, 2h, 7d)`);
  }
  return value;
}

/** An instant: RFC 3339 (a date alone is midnight UTC), or a duration that lies in the past (`7d`). */
export function instant(text: string, flag: string, now: Date): Date {
  const ago = parseDuration(text);
  if (ago !== undefined) return new Date(now.getTime() - ago * 1000);
  const rfc3339 = /^\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d))?$/;
  const time = rfc3339.test(text) ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(time.getTime())) {
    throw usage(`${flag} must be a time with a zone (2026-01-31T09:00:00Z), a date, or a duration ago (7d)`);
  }
  return time;
}

/** `3661` as `1h 1m 1s`: for people, never for machines. */
export function humanDuration(total: number): string {
  let rest = Math.max(0, Math.round(total));
  const parts: string[] = [];
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    const count = Math.floor(rest / seconds[unit]);
    rest -= count * seconds[unit];
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.slice(0, 3).join(' ') || '0s';
}
