/**
 * `npm run generate`: builds the provider, then writes `src/constructs/l1` and the schema pages in `docs/` from its schema, and
 * `docs/cli.md` and `docs/internals/faults.md` from our sources. `--check` writes nothing and fails if a file is out of date.
 * `--schema FILE` reads the output of `terraform providers schema -json` from a file.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { constructPages } from './generate/construct-pages.mjs';
import { generateConstructs } from './generate/constructs.mjs';
import { differences, writeFiles } from './generate/files.mjs';
import { functionPages } from './generate/function-pages.mjs';
import { schemaPages } from './generate/pages.mjs';
import { readSchema } from './generate/schema.mjs';
import { sourcePages } from './generate/source-pages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = 'npm.invalid/aiven-byok/aiven';

/** The generators, with the files of each folder that they own. Other files are never touched. */
const targets = [
  { folder: join(root, 'src/constructs/l1'), owns: () => true, generate: generateConstructs },
  {
    folder: join(root, 'docs'),
    owns: (path) => /^(provider\.md$|resources\/|data-sources\/|ephemeral-resources\/)/.test(path),
    generate: schemaPages,
  },
  { folder: join(root, 'docs'), owns: (path) => path.startsWith('functions/'), generate: functionPages },
  { folder: join(root, 'docs'), owns: (path) => path.startsWith('constructs/'), generate: constructPages },
  { folder: join(root, 'docs'), owns: (path) => /^(cli|internals\/faults)\.md$/.test(path), generate: sourcePages },
];

async function main() {
  const { values } = parseArgs({ options: { check: { type: 'boolean' }, schema: { type: 'string' } } });
  const temporary = await mkdtemp(join(tmpdir(), 'aiven-byok-generate-'));
  try {
    const schema = values.schema
      ? JSON.parse(await readFile(values.schema, 'utf8'))
      : await readSchema(root, source, temporary);
    const differing = [];
    for (const { folder, owns, generate } of targets) {
      const files = await generate(schema, source, temporary);
      if (!values.check) await writeFiles(folder, owns, files);
      else for (const line of await differences(folder, owns, files)) differing.push(relative(root, line));
    }
    if (differing.length === 0) return 0;
    console.error(`Run \`npm run generate\`. These files are out of date:\n  ${differing.join('\n  ')}`);
    return 1;
  } finally {
    await rm(temporary, { recursive: true });
  }
}

process.exitCode = await main();
