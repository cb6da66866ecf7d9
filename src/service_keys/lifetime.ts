import { invalidField } from '../server/errors.ts';

const daySeconds = 86_400;
const defaultSeconds = 90 * daySeconds;
const leastSeconds = 60;
const mostSeconds = 365 * daySeconds;

/** When a key ends that is minted `now`; 0 seconds means 90 days. Every key ends: there is no other value. */
export function expiryOf(now: Date, seconds: number, field = 'expires_in_seconds'): Date {
  const life = seconds === 0 ? defaultSeconds : seconds;
  if (life < leastSeconds || life > mostSeconds)
    throw invalidField(field, 'must be 0 (90 days) or 60 seconds (1 minute) to 31536000 seconds (365 days)');
  return new Date(now.getTime() + life * 1000);
}
