import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { install, missing } from '../../proto/clients/install.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'sfs-tools-')), 'tools');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

/** Installs one file, and says whether it was installed now. */
function installs(pins: string[], file: string): boolean {
  let called = false;
  const tools = {
    pins,
    install(into: string) {
      called = true;
      writeFileSync(join(into, file), '');
    },
  };
  install(tools, folder);
  return called;
}

test('the tools of a client are installed once', () => {
  expect(installs(['a@1', 'b@1'], 'a')).toBe(true);
  expect(installs(['a@1', 'b@1'], 'a')).toBe(false);
  rmSync(folder, { recursive: true });
  expect(installs(['a@1', 'b@1'], 'a')).toBe(true);
});

test('another pin takes the place of all that is there', () => {
  installs(['a@1', 'b@1'], 'old');
  expect(installs(['a@1', 'b@2'], 'new')).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['.installed', 'new']);
});

test('an installation that failed is begun again', () => {
  const broken = { pins: ['a@1'], install: (into: string) => rmSync(join(into, 'nothing')) };
  expect(() => install(broken, folder)).toThrow();
  expect(installs(['a@1'], 'a')).toBe(true);
  expect(existsSync(join(folder, 'a'))).toBe(true);
});

test('the first program that does not work is named', () => {
  const works: [string, string] = [process.execPath, '--version'];
  expect(missing([works])).toBeUndefined();
  expect(missing([works, ['sfs-no-such-program', '--version']])).toBe('sfs-no-such-program --version');
  expect(missing([[process.execPath, '-e', 'process.exit(3)']])).toBe(`${process.execPath} -e process.exit(3)`);
});
