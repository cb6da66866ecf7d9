import { expect, test } from 'vitest';
import { ArrivingFindings, arrivingLimits } from '../../src/agent_runs/arriving.ts';

const { organization, all } = arrivingLimits;
const tooMuch = expect.objectContaining({ reason: 'RATE_LIMITED' });

/** What adding throws; undefined where there is room. */
function added(stream: { add(bytes: number): void }, bytes: number): unknown {
  try {
    stream.add(bytes);
  } catch (error) {
    return error;
  }
  return undefined;
}

test('one organization has its share and no more, and others still have theirs', () => {
  const arriving = new ArrivingFindings();
  const [first, second, other] = [arriving.open('a'), arriving.open('a'), arriving.open('b')];
  expect(added(first, organization - 10)).toBeUndefined();
  expect(added(second, 10)).toBeUndefined();
  expect(added(second, 1)).toEqual(tooMuch);
  expect(added(other, organization)).toBeUndefined();
  first.free();
  expect(added(second, organization - 10)).toBeUndefined();
});

test('all organizations together have a bound', () => {
  const arriving = new ArrivingFindings();
  const full = Array.from({ length: all / organization }, (_, n) => arriving.open(`full ${n}`));
  for (const stream of full) expect(added(stream, organization)).toBeUndefined();
  const late = arriving.open('late');
  expect(added(late, 1)).toEqual(tooMuch);
  for (const stream of full) stream.free();
  expect(added(late, 1)).toBeUndefined();
});

test('giving back twice, or nothing, counts once', () => {
  const arriving = new ArrivingFindings();
  const stream = arriving.open('a');
  stream.add(5);
  stream.free();
  stream.free();
  arriving.open('a').free();
  expect(added(stream, organization)).toBeUndefined();
  expect(added(stream, 1)).toEqual(tooMuch);
});
