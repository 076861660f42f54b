/** The `timeouts` block, in the form that the official framework gives it, and the durations in it. */

import type { NestedBlock } from './schema';
import type { ObjectValue } from './value/value';

export type TimeoutOperation = 'create' | 'read' | 'update' | 'delete' | 'default';

// The micro sign and the Greek letter are escaped: one character beyond Latin-1 makes V8 read the whole bundle as two bytes each.
const unitMilliseconds: { readonly [unit: string]: number } = {
  ns: 1e-6,
  us: 1e-3,
  '\u00b5s': 1e-3,
  '\u03bcs': 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

const durationForm = 'a number with a unit, or several: "30s", "20m", "1h30m" (units: ns, us, ms, s, m, h)';

/** Parses a Go duration ("1h30m", "1.5h") to milliseconds; undefined when it is none. A negative one is none here: these are limits. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') {
    return 0;
  }
  if (!/^\+?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+$/.test(text)) {
    return undefined;
  }
  let milliseconds = 0;
  for (const [, amount, unit] of text.matchAll(/([\d.]+)([a-z\u00b5\u03bc]+)/g)) {
    milliseconds += Number(amount) * (unitMilliseconds[unit as string] as number);
  }
  return milliseconds;
}

/** A validator: undefined, or a sentence that names the value got and the form expected. */
export function checkDuration(text: string): string | undefined {
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined) {
    return `"${text}" is not a duration; expected ${durationForm}.`;
  }
  return milliseconds > 0 ? undefined : `"${text}" leaves no time at all; expected more than zero: ${durationForm}.`;
}

const attributeFor = (operation: string, note = '') =>
  ({
    type: 'string',
    optional: true,
    description:
      operation === 'default'
        ? `Time limit for operations without one of their own, as ${durationForm}.${note}`
        : `Time limit for the ${operation} operation, as ${durationForm}.${note}`,
    validators: [checkDuration],
  }) as const;

const notes: { readonly [operation: string]: string } = {
  read: ' Reads happen in every refresh and plan.',
  delete: ' Counts only once an apply has stored it, before the destroy.',
};

/** The schema of a `timeouts` block with an optional duration for each operation given. */
export interface TimeoutsBlock<Operation extends TimeoutOperation> extends NestedBlock {
  readonly nesting: 'single';
  readonly attributes: { readonly [K in Operation]: ReturnType<typeof attributeFor> };
}

/** `blocks: { timeouts: timeoutsBlock(['create', 'delete']) }`; read the limits with `ctx.timeout('create')`. */
export function timeoutsBlock<const Operation extends TimeoutOperation>(
  operations: readonly Operation[],
): TimeoutsBlock<Operation> {
  const attributes = Object.fromEntries(operations.map((name) => [name, attributeFor(name, notes[name])]));
  return { nesting: 'single', attributes: attributes as TimeoutsBlock<Operation>['attributes'] };
}

/** The limit in milliseconds that a config, plan or state sets for an operation, else its `default`, else undefined. */
export function timeoutOf(object: ObjectValue | null, operation: TimeoutOperation): number | undefined {
  const timeouts = object?.timeouts;
  if (timeouts === null || typeof timeouts !== 'object' || Array.isArray(timeouts)) {
    return undefined;
  }
  const values = timeouts as ObjectValue;
  const text = values[operation] ?? values.default;
  return typeof text === 'string' ? parseDuration(text) : undefined;
}
