#!/usr/bin/env node
// A small reviewer without a model: it looks for secrets and dangerous calls in the lines that a change adds. The same
// change always gets the same findings. It ends with 0 whatever it finds, and with another code only where it could not
// review: what is found is for the server to judge. Node 20 and git are all it needs.
import { createHash } from 'node:crypto';
import { accessSync, constants, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { addedLines } from './diff.mjs';
import { rules } from './rules.mjs';

const usage = 'usage: review.mjs --base COMMIT --head COMMIT --out FILE [--repo FOLDER] [--context FILE]';

/** Enough of a secret to find it by, and not enough to use it. */
function mask(secret) {
  return `${secret.length < 16 ? '' : secret.slice(0, 4)}… (${secret.length} characters)`;
}

/** The line with every secret that any rule knows masked: one line can hold two. */
function masked(text) {
  return rules.reduce((line, { pattern }) => {
    const secrets = [...line.matchAll(new RegExp(pattern, `${pattern.flags}g`))].map((found) => found[1]);
    return secrets.reduce((left, secret) => (secret ? left.replaceAll(secret, mask(secret)) : left), line);
  }, text);
}

/** The same finding after lines were added above it: its place is not in the fingerprint. */
function fingerprint(rule, path, line) {
  return createHash('sha256').update([rule.id, path, line.trim()].join('\0')).digest('hex').slice(0, 32);
}

function review(lines) {
  const findings = [];
  for (const { path, line, text } of lines) {
    for (const rule of rules) {
      if (rule.only && !rule.only.test(path)) continue;
      if (!rule.pattern.test(text)) continue;
      const shown = masked(text).replace(/[\u0000-\u001f]+/g, ' ');
      findings.push({
        severity: rule.severity,
        title: rule.title,
        message: `${shown.trim().slice(0, 200)}\n${rule.advice}`,
        path,
        line,
        rule_id: rule.id,
        fingerprint: fingerprint(rule, path, shown),
      });
    }
  }
  return findings;
}

function main() {
  const { values } = parseArgs({
    options: {
      base: { type: 'string' },
      head: { type: 'string' },
      out: { type: 'string' },
      repo: { type: 'string', default: '.' },
      context: { type: 'string' },
    },
  });
  if (!values.base || !values.head || !values.out) throw new Error(usage);
  // A reviewer with a model would read its persona and the ticket here. This one only says if they did not arrive.
  if (values.context) accessSync(values.context, constants.R_OK);
  const lines = addedLines(values.repo, values.base, values.head);
  const findings = review(lines);
  // Whole or not at all: a reviewer that is killed leaves no half file that could be taken for its answer.
  writeFileSync(`${values.out}.part`, `${JSON.stringify(findings, null, 2)}\n`);
  renameSync(`${values.out}.part`, values.out);
  const files = new Set(lines.map(({ path }) => path)).size;
  console.log(`added lines: ${lines.length}, in files: ${files}, findings: ${findings.length}`);
}

try {
  main();
} catch (error) {
  console.error(`review: ${error.message}`);
  process.exitCode = 2;
}
