/** Converts the blocks `<type>_user_config` in a state of the official provider to `user_config`, as HCL. */

import { isSecretSetting } from '../../aiven';
import { ExactNumber } from '../../support/json';
import { quoteHcl } from '../adopt/quote';
import { parseState } from '../terraform/state';
import { apiName, isForCreationOnly, isListOfObjects } from './setting-names';

type Json = null | boolean | number | ExactNumber | string | readonly Json[] | { readonly [name: string]: Json };

/** The `user_config` of each service whose state has such a block, with its address as a comment. Empty if there is none. */
export function convertedUserConfigs(stateText: string): string {
  const all = parseState(stateText, 'the state').flatMap(({ type, address, attributes, isDeposed }) => {
    const serviceType = type.replace(/^aiven_/, '');
    const [block] = [attributes[`${serviceType}_user_config`]].flat();
    if (isDeposed || !isObject(block)) return [];
    const secrets: string[] = [];
    const settings = convert(block as Json, { type: serviceType, path: [], names: [], secrets });
    if (settings === undefined) return [];
    const secret = secrets.length === 0 ? '' : `# Secret, so in secret_user_config: ${secrets.join(', ')}\n`;
    return [`# ${address}\n${secret}user_config = ${toHcl(settings, '')}\n`];
  });
  return all.join('\n');
}

interface Place {
  readonly type: string;
  /** Names in the block. */
  readonly path: readonly string[];
  /** The same in the API. */
  readonly names: readonly string[];
  /** Collects the names of secrets, which are left out. */
  readonly secrets: string[];
}

/**
 * Undefined for what the state has no value for. The official provider stores 0, false and empty texts for settings that are not
 * set, so they are left out: a setting that is left out keeps its value in Aiven.
 */
function convert(value: Json, place: Place): Json | undefined {
  if (value === null || value === '' || value === 0 || value === false) return undefined;
  if (Array.isArray(value)) return convertArray(value, place);
  if (isObject(value)) return convertObject(value, place);
  const isVersion = place.path.length === 1 && /_version$/.test(place.names.at(-1) ?? '');
  return isVersion && typeof value === 'number' ? String(value) : value;
}

function convertArray(values: readonly Json[], place: Place): Json | undefined {
  if (values.length === 0) return undefined;
  const name = place.path.at(-1) ?? '';
  if (values.some((value) => !isObject(value))) return values.every((value) => value === null) ? undefined : values;
  if (!isListOfObjects(name)) return convert(values[0] as Json, place);
  return values.map((value) => convert(value, place) ?? {});
}

function convertObject(object: { readonly [name: string]: Json }, place: Place): Json | undefined {
  const converted = new Map<string, Json>();
  for (const [name, part] of Object.entries(object)) {
    const path = [...place.path, name];
    const names = [...place.names, apiName(place.type, path)];
    const value = isForCreationOnly(name) ? undefined : convert(part, { ...place, path, names });
    if (value === undefined) continue;
    if (isSecretSetting(names.join('.'))) place.secrets.push(names.join('.'));
    else converted.set(names.at(-1) ?? '', value);
  }
  return converted.size === 0 ? undefined : Object.fromEntries(converted);
}

function isObject(value: unknown): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

function toHcl(value: Json, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[${value.map((part) => toHcl(part, indent)).join(', ')}]`;
  if (!isObject(value)) return typeof value === 'string' ? quoteHcl(value) : String(value);
  const names = Object.keys(value).map((name) => (/^[a-z_]\w*$/i.test(name) && name !== 'for' ? name : quoteHcl(name)));
  const width = Math.max(...names.map((name) => name.length));
  const lines = Object.values(value).map(
    (part, index) => `${inner}${names[index]?.padEnd(width)} = ${toHcl(part, inner)}\n`,
  );
  return `{\n${lines.join('')}${indent}}`;
}
