/** What `adopt` reports: the objects that it found, and what to do next. */

import { join } from 'node:path';
import { isSwitchedOn } from '../../aiven';
import { quote } from '../../support/quote';
import type { CommandContext } from '../program/command';
import type { Output } from '../terminal/output';
import { importOf } from '../terraform/app';
import { bindingType, keyType, type NewObjects } from './adoption';
import type { AdoptedFile } from './files';
import type { AdoptPlan, LostObject } from './plan';
import { quoteTypeScript } from './quote';

interface ReportOptions {
  /** The folder of the files. */
  out: string;
  format: 'cdktf' | 'hcl';
  dryRun?: boolean;
}

export function reportAdoption(
  { projects, lost, writes, skipped }: AdoptPlan,
  { out }: ReportOptions,
  output: Output,
): void {
  for (const project of projects) reportProject(project, output);
  for (const one of lost) output.warn(lostObject(one, join(out, one.file.name)));
  const target = writes.find(({ before }) => before === undefined)?.name;
  for (const file of skipped) {
    output.note(`"${join(out, file.name)}" ${reasonToSkip(file)} and stays as it is; new objects go to "${target}".`);
  }
  reportLeftOut(projects, output);
}

function reportProject({ project, objects, leftOut, inState, bound }: NewObjects, output: Output): void {
  const countOf = (kind: string) => objects.filter((object) => object.kind === kind).length;
  const words = countAll([countOf('key'), 'key'], [countOf('binding'), 'binding'], [countOf('service'), 'service']);
  output.note(`${project}: ${words || 'nothing new'}`);
  const managed = countAll([inState.keys, 'key'], [inState.services, 'service']);
  if (managed !== '') output.note(`${project}: left out ${managed} that the Terraform state manages`);
  for (const { what, reason } of leftOut) output.warn(`${project}: left out ${what}. ${reason}`);
  if (bound.length === 0) return;
  const [have, their] = bound.length === 1 ? ['has', 'its binding'] : ['have', 'their bindings'];
  output.warn(
    `${project}: ${countAll([bound.length, 'service'])} already ${have} a binding and cannot be adopted as a whole. To do so, remove ${their} from the code and, with "terraform state rm", from the state, then run this again.`,
  );
}

const nouns: Readonly<Record<string, string>> = { [keyType]: 'key', [bindingType]: 'binding of service' };

function lostObject({ entry, outcome, cmkId }: LostObject, path: string): string {
  const { type, project, id, key } = entry;
  const what = `${project}: ${nouns[type] ?? 'service'} "${id}"`;
  switch (outcome) {
    case 'detached':
      return `${project}: service "${id}" uses Aiven-managed keys now, but "${path}" keeps its key "${key}": the next apply encrypts it with that key again.`;
    case 'followed':
      return `${project}: service "${id}" uses key "${cmkId}" now, no longer "${key}". "${path}" follows.`;
    case 'moved':
      return `${project}: service "${id}" uses key "${cmkId}" now, no longer "${key}". If "${path}" still has the old key, the next apply moves the service back: change the key there, and in its line of the header.`;
    case 'removed':
      return `${what} no longer exists in Aiven and is removed from "${path}". To keep it there, pass --keep-missing.`;
    case 'kept':
      return `${what} no longer exists in Aiven. "${path}" keeps it: the next apply creates it again.`;
    case 'edited':
      return `${what} no longer exists in Aiven. "${path}" was edited: remove it there by hand, and its line in the header.`;
  }
}

function reasonToSkip({ isEdited, number }: AdoptedFile): string {
  if (!isEdited) return 'lists what no longer exists in Aiven';
  return number === 0 ? 'was renamed' : 'was edited';
}

function reportLeftOut(projects: readonly NewObjects[], output: Output): void {
  const kinds = projects.flatMap(({ leftOut }) => leftOut.map(({ kind }) => kind));
  const countOf = (noun: string) => kinds.filter((kind) => kind === noun).length;
  const words = countAll([countOf('key'), 'key'], [countOf('service'), 'service']);
  if (words !== '') output.note(`left out: ${words}`);
}

function countAll(...counts: readonly (readonly [number, string])[]): string {
  const present = counts.filter(([number]) => number > 0);
  return present.map(([number, noun]) => `${number} ${noun}${number === 1 ? '' : 's'}`).join(', ');
}

/** Reports what to do after files were written. */
export function reportNextSteps(
  { projects, writes }: AdoptPlan,
  { out, format, dryRun }: ReportOptions,
  env: CommandContext['env'],
  output: Output,
): void {
  if (dryRun || writes.length === 0) return;
  const created = writes.find(({ before }) => before === undefined);
  if (created !== undefined && format === 'cdktf') {
    const name = created.number === 1 ? 'adopt' : `adopt${created.number}`;
    const imported = created.number === 1 ? name : `adopt as ${name}`;
    const found = importOf(out, created.name);
    if (found === undefined) {
      const file = quote(join(out, created.name));
      output.note(`Import "adopt" from ${file} in your app, and call it with the stack that has an AivenProvider.`);
    } else {
      output.note(`Add these lines to ${found.main}, with the stack that has an AivenProvider:`);
      output.data(`import { ${imported} } from ${quoteTypeScript(found.path)};\n${name}(stack);`);
    }
  }
  const hasNewKeys = projects.some(({ objects }) => objects.some(({ kind }) => kind === 'key'));
  if (hasNewKeys && !isSwitchedOn(env.PROVIDER_AIVEN_ENABLE_BETA)) {
    output.note('The resource aiven_cmk is in beta: export PROVIDER_AIVEN_ENABLE_BETA=1');
  }
  output.note(`Then "${format === 'cdktf' ? 'cdktf diff' : 'terraform plan'}" shows the imports.`);
}
