/** Refuses the values that cdktf drops without an error, or fails on with an error that names no prop. */

import { Token, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { quote } from '../../support/quote';
import { ownerOf, type TerraformObject } from './rendered-attributes';
import { isPlain, settings } from './settings-values';

/**
 * Checks settings as they were passed, and all other attributes as cdktf renders them.
 * @param render Returns the attributes by their Terraform names. Not called if a setting has a problem.
 * @throws Error that names each value which is not JSON, and each text which only looks like a token of cdktf
 */
export function requireJsonValues(object: TerraformObject, render: () => object): void {
  const inputs = object as unknown as { readonly [name: string]: unknown };
  report(
    object,
    Object.values(settings).map((name) => [name, inputs[`${name}Input`]]),
  );
  const others = Object.entries(render()).filter(([name]) => !Object.hasOwn(settings, name));
  report(
    object,
    others.map(([name, value]) => [name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), value]),
  );
}

function report(object: TerraformObject, props: readonly (readonly [string, unknown])[]): void {
  const problems = props.flatMap(([name, value]) => problemsOf(value, name, []));
  const { path } = ownerOf(object).node;
  if (problems.length > 0) throw new Error(problems.map((problem) => `[${path}] ${problem}`).join('\n'));
}

/** Far beyond any settings. cdktf gives up after 200 levels, and calls that a circular reference. */
const mostLevels = 100;

/** @param around the lists and objects that contain the value */
function problemsOf(value: unknown, path: string, around: readonly unknown[]): string[] {
  if (around.includes(value)) return [`${path} contains itself.`];
  if (around.length > mostLevels) return [`${path.slice(0, 100)}… is nested more than ${mostLevels} levels deep.`];
  if (typeof value === 'string') return falseTokens(value, path);
  const inside = [...around, value];
  if (Array.isArray(value)) {
    if (Token.isUnresolved(value)) return unknownListToken(value, path);
    return value.flatMap((part, index) => problemsOf(part, `${path}[${index}]`, inside));
  }
  if (Construct.isConstruct(value)) return [`${path} is a construct. Use one of its attributes.`];
  if (Token.isUnresolved(value)) return extendedMap(value, path);
  if (isPlain(value)) {
    const parts = Object.entries(value).flatMap(([key, part]) => problemsOf(part, `${path}.${key}`, inside));
    return [...keyProblems(value, path), ...parts];
  }
  const problem = problemOf(value);
  return problem === undefined ? [] : [`${path} ${problem}`];
}

/** `{ ...map, key: 'value' }`, where the map is a token: an object with one key that is a token too. */
function extendedMap(value: unknown, path: string): string[] {
  const isMap = typeof value === 'object' && value !== null && !Tokenization.isResolvable(value);
  if (!isMap || Object.keys(value).length === 1) return [];
  return [`${path} adds keys to a map that is known only at apply. Use Fn.merge instead.`];
}

function keyProblems(value: object, path: string): string[] {
  return [
    ...Object.getOwnPropertySymbols(value).map(
      (key) => `${path} has the key ${String(key)}, but keys must be strings.`,
    ),
    ...(Object.hasOwn(value, '__proto__') ? [`${path} has the key "__proto__", which cdktf drops.`] : []),
    ...Object.keys(value).flatMap((key) => falseTokens(key, `A key of ${path}`)),
  ];
}

function problemOf(value: unknown): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return `is ${value}, which Terraform cannot represent.`;
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return 'is too large for a JavaScript number, which rounds it. Write it as a bigint, such as 9223372036854775807n.';
  }
  if (value === null || !['object', 'symbol', 'function'].includes(typeof value)) return undefined;
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  const remedies: { readonly [kind: string]: string } = { Date: 'a string', Map: 'an object', Set: 'a list' };
  return `is a ${kind}, which is not a JSON value.${remedies[kind] === undefined ? '' : ` Write it as ${remedies[kind]}.`}`;
}

/** How cdktf writes a token into text, and a token of a list into a list of one element. */
const token = /[$#]\{TfToken\[[\w:.-]+\]\}/;
const mapTokenValues: readonly string[] = [Token.STRING_MAP_TOKEN_VALUE, Token.ANY_MAP_TOKEN_VALUE];

/** What a text contains that looks like a token, but is none. A token of this app cannot be told from text that looks like it. */
function falseTokens(text: string, path: string): string[] {
  const whole = /#\{TfToken\[[\w:.-]+\]\}/.exec(text)?.[0] ?? mapTokenValues.find((value) => value === text);
  if (whole === undefined) return unknownTokens(text, path, () => Tokenization.reverseString(text));
  return [
    `${path} contains ${quote(whole)}, which stands for a whole list or map in cdktf. Use Fn.concat to put it into a longer list, or Fn.join to put it into a text.`,
  ];
}

/** @param list the only element of which is a token: a number in a list of numbers, which no other number looks like */
function unknownListToken(list: readonly unknown[], path: string): string[] {
  const [element] = list;
  return typeof element === 'string' ? unknownTokens(element, path, () => Tokenization.reverseList([element])) : [];
}

function unknownTokens(text: string, path: string, lookUp: () => unknown): string[] {
  try {
    lookUp();
    return [];
  } catch {
    return [
      `${path} contains ${quote(token.exec(text)?.[0] ?? '')}, which looks like a token of cdktf, but this app has no such token. cdktf cannot write such text.`,
    ];
  }
}
