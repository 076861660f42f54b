/** The options of an emulator judged at once: what is wrong would show later only, as answers that nobody understands. */

import { routes } from '../handlers/router';
import { isObject, type JsonObject } from '../input';
import type { EmulatorOptions } from '../options';

const times = [
  'latency',
  'listLag',
  'getLag',
  'serviceDelay',
  'activationDelay',
  'deactivationDelay',
  'deletionDelay',
] as const;

export const projectFields = ['name', 'byok', 'deny', 'accessors'];

/** Throws a sentence about the first option that cannot be meant. */
export function checkOptions(options: EmulatorOptions): void {
  for (const name of times) {
    const ms: unknown = options[name];
    if (ms !== undefined && !(typeof ms === 'number' && ms >= 0)) {
      throw wrong(name, 'a number of milliseconds from 0 on', ms);
    }
  }
  for (const name of ['stateFile', 'seed'] as const) {
    if (options[name] === '') throw wrong(name, 'the path of a file', '');
  }
  for (const [index, token] of (options.tokens ?? []).entries()) {
    // Not shown: it may be a real one.
    if (!/^[\x21-\x7e]+$/.test(token))
      throw new Error(`tokens[${index}] must be letters, digits and signs, without blanks`);
  }
  for (const [index, project] of (options.projects ?? []).entries()) {
    const where = `projects[${index}]`;
    const asked: unknown = typeof project === 'string' ? { name: project } : project;
    if (!isObject(asked)) throw wrong(where, 'a name or an object', asked);
    onlyKnown(asked, projectFields, where);
    checkProject(asked, where);
  }
}

/** Throws a sentence about what is wrong with a project of the options or of a seed. */
export function checkProject({ name, byok, deny, accessors }: JsonObject, where: string): void {
  if (typeof name !== 'string' || name === '') throw wrong(`${where}.name`, 'a string', name);
  if (byok !== undefined && typeof byok !== 'boolean') throw wrong(`${where}.byok`, 'true or false', byok);
  if (deny !== undefined && deny !== 'writes') {
    const names = [...Object.keys(routes), 'secrets'];
    const known = Array.isArray(deny) && deny.every((denied) => names.includes(denied));
    if (!known) throw wrong(`${where}.deny`, `"writes", or an array of ${names.join(', ')}`, deny);
  }
  if (accessors === undefined) return;
  if (!isObject(accessors)) throw wrong(`${where}.accessors`, 'an object', accessors);
  onlyKnown(accessors, ['aws', 'azure', 'gcp', 'oci'], `${where}.accessors`);
}

/** A misspelt name would be left out without a word. */
export function onlyKnown(holder: JsonObject, known: readonly string[], where: string): void {
  const unknown = Object.keys(holder).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`${where} has no ${unknown.join(', ')}; it may have ${known.join(', ')}`);
}

/** `got` as it was written: JSON knows no NaN. */
export function wrong(where: string, expected: string, got: unknown): Error {
  const shown = typeof got === 'number' ? String(got) : (JSON.stringify(got) ?? 'nothing');
  return new Error(`${where} must be ${expected}; got ${shown}`);
}
