/**
 * Makes the generated code of the clients from the protos: `npm run gen:clients`, or of some: `npm run gen:clients -- go rust`.
 *
 * Output is committed, and `.ci/run` fails on a difference. A language whose tools are missing is named and skipped, unless
 * SFS_REQUIRE_TOOLCHAINS=all.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { install, missing } from './clients/install.ts';
import type { GeneratedClient } from './clients/language.ts';
import { buf, fetchThirdParty, replaceFolder, top } from './tools.ts';

const suffix = '.gen.yaml';
const names = readdirSync(join(import.meta.dirname, 'clients'))
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length))
  .sort();

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`there is no client in ${unknown.join(', ')}; there are: ${names.join(', ')}`);
  process.exit(2);
}

fetchThirdParty();
const descriptors = new Uint8Array(buf('build', '--path', 'proto/sfs', '--as-file-descriptor-set', '-o', '-'));

const skipped: string[] = [];
for (const name of wanted.length > 0 ? wanted : names) {
  const { client } = (await import(`./clients/${name}.ts`)) as { client: GeneratedClient };
  const lacks = missing(client.needs);
  if (lacks) {
    skipped.push(`${name} (${lacks} does not work here)`);
    continue;
  }
  install(client, join(top, client.tools ?? join('.third_party/tools', name)));
  const made = join(top, '.third_party/out-clients', name);
  rmSync(made, { recursive: true, force: true });
  buf('generate', '--template', `proto/clients/${name}.gen.yaml`, '--output', made);
  client.finish?.(made, descriptors);
  for (const folder of client.folders) {
    if (!existsSync(join(made, folder))) throw new Error(`the template of ${name} made nothing in ${folder}`);
    replaceFolder(join(made, folder), join(top, folder));
  }
  console.log(`${client.folders.join(', ')}: made`);
}
if (skipped.length > 0) {
  console.log(`skipped: ${skipped.join(', ')}`);
  if (process.env.SFS_REQUIRE_TOOLCHAINS === 'all') process.exitCode = 1;
}
