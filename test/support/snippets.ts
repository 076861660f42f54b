/** The code blocks of a Markdown page that have a comment, and the batches in which they run. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CdktfApp } from './terraform/cdktf';

export interface Snippet {
  /** `run: synth`, `run: apply`, `run: commands` or `from: PATH`. */
  readonly how: string;
  readonly code: string;
  readonly page: string;
}

/** The blocks below an HTML comment `<!-- run: … -->` or `<!-- from: … -->`. */
export function snippetsOf(page: string, text: string): Snippet[] {
  const blocks = text.matchAll(/^<!-- ((?:run|from): \S+) -->\n```\w+\n([\s\S]*?)```$/gm);
  return [...blocks].map(([, how = '', code = '']) => ({ page, how, code }));
}

/**
 * The commands of this package in shell lines, to run without a shell.
 * @throws Error for a line that needs a shell
 */
export function commandsOf(lines: string): { argv: string[]; file: string | undefined }[] {
  const commands = lines
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/(^|\s+)#.*$/, ''))
    .filter((line) => line !== '');
  return commands.map((command) => {
    const [, words, file] = /^npx aiven-byok ([^'"|&;<>$`]+?)(?: > (\S+))?$/.exec(command) ?? [];
    if (words === undefined) throw new Error(`Not a plain command of this package: ${command}`);
    return { argv: words.split(/ +/), file };
  });
}

/** The text of the pages' code blocks is not checked by the compiler, so it is run. */
const driver = `
let failed = 0;
for (const name of require('./names.json')) {
  process.env.CDKTF_OUTDIR = __dirname + '/out/' + name;
  try {
    require('./apps/' + name);
  } catch (error) {
    failed += 1;
    console.error(name, error);
  }
}
process.exitCode = failed;
`;

/**
 * Runs the apps, by name, in one process. Throws with the errors of those that fail.
 * @returns reads the `cdk.tf.json` of a stack of one of them
 */
export async function synthAll(app: CdktfApp, apps: ReadonlyMap<string, string>) {
  for (const name of apps.keys()) mkdirSync(join(app.folder, 'out', name), { recursive: true });
  app.write({
    'main.ts': driver,
    'names.json': JSON.stringify([...apps.keys()]),
    ...Object.fromEntries([...apps].map(([name, code]) => [`apps/${name}.ts`, code])),
  });
  await app.runMain();
  return (name: string, stack: string): string => app.read(`out/${name}/stacks/${stack}/cdk.tf.json`);
}
