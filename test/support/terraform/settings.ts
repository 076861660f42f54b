/** Random settings of any JSON-like shape, and how HCL and TypeScript write them. */

import { parse } from 'json-custom-numbers';
import { parseNumber } from '../../../src/plugin';
import type { Random } from '../random';

/** A number as its decimal text. */
class Digits {
  constructor(readonly text: string) {}
}

export type Setting = null | boolean | string | Digits | Setting[] | { [name: string]: Setting };

/** Without a carriage return: Terraform reads `$$${` after one as four characters in JSON, and as three in HCL. */
const pieces = [
  'a',
  'Z',
  '0',
  '12',
  '"',
  '\\',
  '\n',
  '\t',
  '\u0001',
  '${',
  '%{',
  '$${',
  '}',
  '{',
  'é',
  '😀',
  '',
  ' ',
  "'",
  '#',
  '//',
  '<<EOF',
];
const numbers = [
  '0',
  '1',
  '-7',
  '0.1',
  '-12.75',
  '1000000',
  '9007199254740993',
  '9223372036854775807',
  '-9223372036854775808',
  '18446744073709551616',
];

export function randomSettings(random: Random): { [name: string]: Setting } {
  return randomObject(random, 3);
}

function randomObject(random: Random, depth: number): { [name: string]: Setting } {
  const entries = Array.from({ length: random.below(5) }, () => [
    `k${randomText(random)}`,
    randomSetting(random, depth),
  ]);
  return Object.fromEntries(entries);
}

function randomSetting(random: Random, depth: number): Setting {
  switch (random.below(depth > 0 ? 9 : 6)) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return new Digits(randomNumber(random));
    case 3:
      return random.pick(['', '12345', '007', 'true', 'null', '1.50', '[1]', '9223372036854775807']);
    case 4:
    case 5:
      return randomText(random);
    case 6:
      return Array.from({ length: random.below(4) }, () => randomSetting(random, depth - 1));
    default:
      return randomObject(random, depth - 1);
  }
}

const randomText = (random: Random) => Array.from({ length: random.below(5) }, () => random.pick(pieces)).join('');

function randomNumber(random: Random): string {
  if (random.chance(0.5)) return random.pick(numbers);
  const digits = (count: number) => Array.from({ length: count }, () => 1 + random.below(9)).join('');
  return `${random.pick(['', '-'])}${digits(1 + random.below(30))}${random.chance(0.5) ? `.${digits(1 + random.below(25))}` : ''}`;
}

/** HCL as a user writes it. */
export function hclOf(setting: Setting): string {
  if (setting instanceof Digits) return setting.text;
  if (typeof setting === 'string') return hclText(setting);
  if (Array.isArray(setting)) return `[${setting.map(hclOf)}]`;
  if (typeof setting !== 'object' || setting === null) return String(setting);
  return `{\n${Object.entries(setting)
    .map(([name, part]) => `${hclText(name)} = ${hclOf(part)}\n`)
    .join('')}}`;
}

function hclText(text: string): string {
  const escaped = [...withoutTemplates(text)].map((character) =>
    /["\\]/.test(character)
      ? `\\${character}`
      : character < ' '
        ? `\\u00${character.charCodeAt(0).toString(16).padStart(2, '0')}`
        : character,
  );
  return `"${escaped.join('')}"`;
}

const withoutTemplates = (text: string) => text.replace(/[$%]\{/g, (start) => start[0] + start);

/** TypeScript as a user writes it for CDKTF: bigints for large integers, and a template for a decimal that JavaScript would round. */
export function typescriptOf(setting: Setting): string {
  if (setting instanceof Digits) return typescriptNumber(setting.text);
  if (typeof setting === 'string') return JSON.stringify(withoutTemplates(setting));
  if (Array.isArray(setting)) return `[${setting.map(typescriptOf)}]`;
  if (typeof setting !== 'object' || setting === null) return String(setting);
  const entries = Object.entries(setting);
  return `{${entries.map(([name, part]) => `${JSON.stringify(withoutTemplates(name))}: ${typescriptOf(part)}`)}}`;
}

function typescriptNumber(text: string): string {
  const number = Number(text);
  if (String(number) === text && Number.isSafeInteger(Math.trunc(number))) return text;
  return text.includes('.') ? JSON.stringify(`\${${text}}`) : `${text}n`;
}

/** What a new service gets: all but the nulls, and objects of nothing else. Numbers in one form. */
export function sentFor(setting: Setting): unknown {
  return inOneForm(withoutNulls(setting));
}

function withoutNulls(setting: Setting): Setting | undefined {
  if (Array.isArray(setting)) return setting.map((part) => (part === null ? null : (withoutNulls(part) ?? {})));
  if (setting === null) return undefined;
  if (typeof setting !== 'object' || setting instanceof Digits) return setting;
  const all = Object.entries(setting);
  const kept = all.map(([name, part]) => [name, withoutNulls(part)] as const).filter(([, part]) => part !== undefined);
  return kept.length === 0 && all.length > 0 ? undefined : (Object.fromEntries(kept) as Setting);
}

/** Parses a body with its numbers as text. */
export function parseBody(text: string): { service_name: string; user_config?: unknown } {
  return inOneForm(parse(text, undefined, (_, digits) => new Digits(digits))) as { service_name: string };
}

function inOneForm(value: unknown): unknown {
  if (value instanceof Digits) return `number ${String(parseNumber(value.text))}`;
  if (Array.isArray(value)) return value.map(inOneForm);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inOneForm(part)]));
}
