/**
 * `npm run generate`: writes `src/constructs/l1` and the schema pages in `docs/` from the schema of the provider that is
 * built here, and `docs/cli.md` and `docs/faults.md` from our own sources. `--check` writes nothing and fails where they
 * differ; `--schema FILE` takes the output of `terraform providers schema -json` in place of the built provider.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generateConstructs } from './generate/constructs.mjs';
import { differences, writeFiles } from './generate/files.mjs';
import { schemaPages } from './generate/pages.mjs';
import { readSchema } from './generate/schema.mjs';
import { sourcePages } from './generate/source-pages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = 'npm.internal/aiven-byok/aiven';

/** What is generated, and which of a folder's files belong to it (all others are somebody's own). */
const targets = [
  { folder: join(root, 'src/constructs/l1'), owns: () => true, make: generateConstructs },
  {
    folder: join(root, 'docs'),
    owns: (path) => /^(provider\.md$|resources\/|data-sources\/)/.test(path),
    make: schemaPages,
  },
  { folder: join(root, 'docs'), owns: (path) => /^(cli|faults)\.md$/.test(path), make: sourcePages },
];

async function main() {
  const { values } = parseArgs({ options: { check: { type: 'boolean' }, schema: { type: 'string' } } });
  const temporary = await mkdtemp(join(tmpdir(), 'aiven-byok-generate-'));
  try {
    const schema = values.schema
      ? JSON.parse(await readFile(values.schema, 'utf8'))
      : await readSchema(root, source, temporary);
    let differing = [];
    for (const { folder, owns, make } of targets) {
      const files = await make(schema, source, temporary);
      if (values.check)
        differing = differing.concat((await differences(folder, owns, files)).map((line) => relative(root, line)));
      else await writeFiles(folder, owns, files);
    }
    if (differing.length === 0) return 0;
    console.error(`Not what \`npm run generate\` makes of the sources:\n  ${differing.join('\n  ')}`);
    return 1;
  } finally {
    await rm(temporary, { recursive: true });
  }
}

process.exitCode = await main();
