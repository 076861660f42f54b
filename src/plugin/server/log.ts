/** Log lines in hclog's JSON format, which Terraform reads from stderr. */

import type { Logger } from '../context';
import { writeStderr } from './stderr';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'off'] as const;
export type Level = (typeof LEVELS)[number];

/** In bytes. Terraform splits longer lines into pieces of raw text. */
const MAX_LINE_LENGTH = 60 * 1024;

type Environment = { readonly [name: string]: string | undefined };
type Fields = { readonly [name: string]: unknown };

/**
 * The lowest level that Terraform shows: `TF_LOG_PROVIDER`, else `TF_LOG`. `TF_LOG_PROVIDER_<NAME>` may raise it for one provider.
 * Without the first two, Terraform drops every line, so nothing is written. Terraform treats unknown names as "trace".
 */
export function levelFor(env: Environment, name: string): Level {
  const shown = parseLevel(env.TF_LOG_PROVIDER || env.TF_LOG, 'off');
  const own = parseLevel(ownLevel(env, name), 'trace');
  return LEVELS.indexOf(own) > LEVELS.indexOf(shown) ? own : shown;
}

/** With `--debug` the log goes to the user's terminal, so `TF_LOG_PROVIDER_<NAME>` alone enables it. */
export function levelForDebugging(env: Environment, name: string): Level {
  return parseLevel(ownLevel(env, name) || env.TF_LOG_PROVIDER || env.TF_LOG, 'off');
}

function ownLevel(env: Environment, name: string): string | undefined {
  return env[`TF_LOG_PROVIDER_${name.toUpperCase().replaceAll('-', '_')}`];
}

export interface LoggerOptions {
  /** Shown as `@module`. */
  readonly name: string;
  /** The lowest level to write. */
  readonly level: Level;
  /** Receives each line with its newline. @default writes to stderr */
  readonly write?: (line: string) => void;
  /** @default the system clock */
  readonly now?: () => Date;
}

export function createLogger({ name, level, write = writeStderr, now = () => new Date() }: LoggerOptions): Logger {
  const at = (own: Level) => {
    if (LEVELS.indexOf(own) < LEVELS.indexOf(level)) return () => {};
    return (message: string, fields: Fields = {}) => write(`${formatLine(own, name, message, fields, now())}\n`);
  };
  return { trace: at('trace'), debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function parseLevel(text: string | undefined, absent: Level): Level {
  if (text === undefined || text === '') return absent;
  const level = text.toLowerCase();
  return LEVELS.find((known) => known === level) ?? 'trace';
}

/** Terraform crashes on a message that is not a string, and requires 6 decimals in the timestamp. */
function formatLine(level: Level, name: string, message: string, fields: Fields, now: Date): string {
  const head = {
    '@level': level,
    '@message': String(message),
    '@module': name,
    '@timestamp': now.toISOString().replace('Z', '000Z'),
  };
  const line = JSON.stringify({ ...toPlain(fields), ...head });
  if (Buffer.byteLength(line) <= MAX_LINE_LENGTH) return line;
  const rest = `${head['@message']} ${line}`.slice(0, MAX_LINE_LENGTH / 8);
  return JSON.stringify({ ...head, '@message': `${rest}… (truncated)` });
}

/** Converts fields to JSON values. Keys that start with "@" are reserved for hclog. */
function toPlain(fields: Fields): Fields {
  const plain: { [name: string]: unknown } = {};
  for (const [name, value] of Object.entries(fields)) plain[name.replace(/^@+/, '')] = toPlainValue(value);
  return plain;
}

function toPlainValue(value: unknown): unknown {
  if (value instanceof Error) return value.stack ?? value.message;
  try {
    return JSON.parse(JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part)));
  } catch {
    return String(value);
  }
}
