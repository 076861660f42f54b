/** Generates the L1 constructs with the generator of `cdktf get`, without network access. */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';

const require = createRequire(import.meta.url);

/** @returns {Promise<Map<string, string>>} text by path below `src/constructs/l1` */
export async function generateConstructs(schema, source, temporary) {
  const { generator, commons } = loadGenerator();
  // `provider_versions` would put the version into every file, so each release would change all of them.
  const { provider_versions: _, ...rest } = schema;
  // A copy, because the generator adds to the schema (`alias` of the provider), which the pages are made of too.
  const maker = new generator.TerraformProviderGenerator(new generator.CodeMaker(), structuredClone(rest));
  const constraint = new generator.TerraformProviderConstraint({ name: 'aiven', source });
  maker.generate(new commons.ConstructsMakerProviderTarget(constraint, commons.Language.TYPESCRIPT));
  const out = join(temporary, 'constructs');
  await maker.save(out);
  return await readGenerated(join(out, 'providers/aiven'));
}

/** Importing the generator runs `terraform version` and an update check. These variables turn the update check off. */
function loadGenerator() {
  const kept = { ...process.env };
  Object.assign(process.env, { CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '/dev/null' });
  const loaded = { generator: require('@cdktf/provider-generator'), commons: require('@cdktf/commons') };
  process.env = kept;
  return loaded;
}

async function readGenerated(folder) {
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts') || entry.name === 'lazy-index.ts') continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path), withProviderChecks(withPackageLinks(await readFile(path, 'utf8'))));
  }
  return files;
}

/** Makes each construct check at synth that its provider is ours; cdktf only compares names. */
function withProviderChecks(text) {
  const bases = new Set();
  const checked = text.replace(/(?<= extends )cdktf\.Terraform(Resource|DataSource)(?= \{)/g, (_, kind) => {
    bases.add(`Checked${kind}`);
    return `Checked${kind}`;
  });
  if (bases.size === 0) return text;
  const names = [...bases].sort().join(', ');
  return checked.replace(/^import \* as cdktf .*$/m, `$&\nimport { ${names} } from '../../synth/checked-element';`);
}

const site = 'https://npm.invalid/providers/aiven-byok/aiven/latest/docs';

/** Replaces links to a registry's pages with paths inside the package. */
function withPackageLinks(text) {
  const link = new RegExp(`\\{@link ${site}([^\\s#}]*)(#[^\\s}]*)? ([^}]*)\\}`, 'g');
  return text
    .replace(link, (_, page, anchor = '', label) => `${label} (${pathOf(page)}${anchor})`)
    .replace(new RegExp(`${site}(\\S*)`, 'g'), (_, page) => pathOf(page))
    .replaceAll('Docs at Terraform Registry: ', 'Docs: ')
    .replace(/[ \t]+$/gm, '');
}

const pathOf = (page) => `aiven-byok/docs${page === '' ? '/provider' : page}.md`;
