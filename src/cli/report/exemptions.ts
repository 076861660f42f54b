/** Reads the file of `report --exempt`: services that may be unprotected for a while. */

import { quote } from '../../support/quote';
import { UsageError } from '../errors/cli-error';
import { exemptionState } from './coverage';
import { readJson } from './json-file';
import type { Exemption, ProjectCoverage } from './model';

/** Exemptions by project, then by service. */
export type Exemptions = ReadonlyMap<string, ReadonlyMap<string, Exemption>>;

interface Field {
  expected: string;
  accepts(text: string): boolean;
}

const fields: Readonly<Record<'service' | 'reason' | 'expires', Field>> = {
  service: {
    expected: '"PROJECT/SERVICE", such as "acme-prod/orders"',
    accepts: (text) => /^[^/\s]+\/[^/\s]+$/.test(text),
  },
  reason: { expected: 'a text that is not blank', accepts: (text) => text.trim() !== '' },
  expires: { expected: 'a date, such as "2027-03-31"', accepts: isDate },
};

type FieldName = keyof typeof fields;

/**
 * @param file JSON: an array of objects with `service`, `reason` and `expires`
 * @param generatedAt RFC 3339
 * @throws UsageError that names the first bad entry
 */
export function readExemptions(file: string, generatedAt: string): Exemptions {
  const list = readJson(file, '--exempt');
  if (!Array.isArray(list)) {
    throw new UsageError(
      `Invalid --exempt file ${quote(file)}: expected a JSON array, got ${shown(list)}.`,
      'See docs/report.md for an example.',
    );
  }
  const found = new Map<string, Map<string, Exemption>>();
  for (const [index, value] of list.entries()) {
    const { service, reason, expires } = checkEntry(value, `exemption ${index + 1} in ${quote(file)}`);
    const [project = '', name = ''] = service.split('/');
    const ofProject = found.get(project) ?? new Map<string, Exemption>();
    if (ofProject.has(name)) {
      throw new UsageError(`${quote(file)} has two exemptions for ${quote(service)}: remove one.`);
    }
    found.set(project, ofProject.set(name, { reason, expires, expired: expires < generatedAt.slice(0, 10) }));
  }
  return found;
}

function checkEntry(value: unknown, what: string): Record<FieldName, string> {
  const names = Object.keys(fields) as FieldName[];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`Invalid ${what}: expected an object with ${quoted(names)}, got ${shown(value)}.`);
  }
  const entry = value as Record<string, unknown>;
  const unknown = Object.keys(entry).find((name) => !Object.hasOwn(fields, name));
  if (unknown !== undefined) {
    throw new UsageError(`Invalid ${what}: expected ${quoted(names)}, got the field ${quote(unknown)}.`);
  }
  for (const name of names) {
    const text = entry[name];
    const { expected, accepts } = fields[name];
    if (typeof text === 'string' && accepts(text)) continue;
    throw new UsageError(`Invalid "${name}" of ${what}: expected ${expected}, got ${shown(text)}.`);
  }
  return entry as Record<FieldName, string>;
}

const mostWarnings = 10;

/**
 * Warnings about entries that have no effect: the first ten, and the number of the others. Skips the entries of projects outside the
 * report, unless the report covers all projects.
 */
export function unusedExemptions(
  exemptions: Exemptions,
  projects: readonly ProjectCoverage[],
  { unread, all }: { unread: readonly string[]; all: boolean },
): string[] {
  const warnings = [...exemptions].flatMap(([project, entries]) => {
    const coverage = projects.find((one) => one.project === project);
    if (coverage === undefined && (!all || unread.includes(project))) return [];
    const services = new Map(coverage?.services.map((one) => [one.service.serviceName, one]));
    return [...entries.keys()].flatMap((name) => {
      const path = quote(`${project}/${name}`);
      const found = services.get(name);
      if (found === undefined) return [`The exemption for ${path} matches no service.`];
      return exemptionState(found) === 'not_needed'
        ? [`The exemption for ${path} is not needed: the service has a key.`]
        : [];
    });
  });
  const more = warnings.length - mostWarnings;
  if (more <= 0) return warnings;
  return [
    ...warnings.slice(0, mostWarnings),
    `And ${more} more ${more === 1 ? 'exemption has' : 'exemptions have'} no effect.`,
  ];
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const quoted = (names: readonly string[]) =>
  names
    .map(quote)
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');

/** The value as JSON; `nothing` for a missing field. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? quote(value) : JSON.stringify(value).slice(0, 160);
}
