import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';

const top = join(import.meta.dirname, '../..');
const entry = join(top, 'src/cli/main.ts');

/** What the command line loads beside Node. Packages that only the server needs stay where npm puts them. */
const bundled = ['@bufbuild/protobuf', '@bufbuild/protovalidate', '@grpc/grpc-js', 'yaml', 'yargs'];

/** A package that grpc-js loads for the admin services only, which sfs does not offer. */
const neverLoaded = '@grpc/proto-loader';

function isExternal(id: string, importer: string | undefined): boolean {
  if (/^[./\0]/.test(id)) return false;
  if (id === neverLoaded || id.startsWith('node:')) return true;
  // What a bundled package needs comes along.
  if (importer?.includes('/node_modules/')) return false;
  return !bundled.some((name) => id === name || id.startsWith(`${name}/`));
}

// src/cli/yargs.ts keeps `string-width` out when the CLI runs from source; here the same is done once, without hooks.
const plainYargs: Plugin = {
  name: 'plain-yargs',
  resolveId: (id) => (id === 'string-width' ? '\0string-width' : null),
  load(id) {
    if (id === '\0string-width') return 'export default (text) => [...text].length;';
    return id === join(top, 'src/cli/yargs.ts') ? `export { default as yargs } from 'yargs';` : null;
  },
};

/** Learns which modules the entry imports at once: every command loads them, so they may lie in one file. */
function startOfEntry(): { modules: Set<string>; plugin: Plugin } {
  const modules = new Set([entry]);
  const plugin: Plugin = {
    name: 'start-of-entry',
    buildEnd() {
      for (const found of modules) for (const next of this.getModuleInfo(found)?.importedIds ?? []) modules.add(next);
    },
  };
  return { modules, plugin };
}

/** Which modules each file of dist/src/cli holds. */
export type Chunks = ReadonlyMap<string, readonly string[]>;

/**
 * Writes dist: chunks that load each other only on demand, so that a command reads no other's code. They all lie in
 * dist/src/cli, since the code finds package.json, src/gen and docs/integrations from there.
 */
export async function bundle(dist: string): Promise<Chunks> {
  const start = startOfEntry();
  const build = await rolldown({
    cwd: top,
    input: { main: entry },
    external: isExternal,
    platform: 'node',
    tsconfig: false,
    plugins: [plainYargs, start.plugin],
  });
  const { output } = await build.write({
    dir: join(dist, 'src/cli'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    // Names stay, for SFS_DEBUG=1 and for errors that are told apart by them; blanks and comments would only be read.
    keepNames: true,
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    codeSplitting: {
      groups: [
        { name: 'grpc', test: /node_modules\/@grpc\/grpc-js\// },
        { name: 'wire', test: /@bufbuild\/protobuf\/.*\/wire\/binary-encoding\.js$/ },
        { name: 'start', test: (id) => start.modules.has(id) },
      ],
    },
  });
  await build.close();
  cpSync(join(top, 'src/gen/descriptors.binpb'), join(dist, 'src/gen/descriptors.binpb'));
  const chunks = output.filter((file): file is OutputChunk => file.type === 'chunk');
  writeFileSync(join(dist, 'THIRD-PARTY-NOTICES.txt'), notices(chunks.flatMap(({ moduleIds }) => moduleIds)));
  return new Map(chunks.map(({ fileName, moduleIds }) => [fileName, moduleIds]));
}

/** The licences of the packages that these modules are of. */
function notices(modules: readonly string[]): string {
  const packages = Map.groupBy(modules, (id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0]);
  packages.delete(undefined);
  const parts = [...(packages as Map<string, string[]>)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, files]) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const named = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
      const texts = named.map((file) => readFileSync(join(folder, file), 'utf8'));
      // Without such a file the licence stands above the code, which the bundle has without comments.
      if (texts.length === 0) texts.push(...new Set(files.map(opening)));
      return [`${name} ${version} (${license})`, ...texts.map((text) => text.trim()).filter(Boolean)].join('\n\n');
    });
  const about = 'dist holds parts of these packages. The text of the Apache License 2.0 is in LICENSE, beside dist.';
  return `${[about, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** The comment that a file begins with. */
function opening(file: string): string {
  return /^(?:\/\/.*\n)*/.exec(readFileSync(file, 'utf8'))?.[0].replace(/^\/\/ ?/gm, '') ?? '';
}
