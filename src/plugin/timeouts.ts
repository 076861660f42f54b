/** The `timeouts` block, in the format of the official framework. */

import { checkDuration, checkTimeLimit, durationFormat, parseDuration } from '../support/duration';
import type { NestedBlock } from './schema';
import type { ObjectValue } from './value/value';

export type TimeoutOperation = 'create' | 'read' | 'update' | 'delete' | 'default';

const attributeFor = (operation: string, note = '') =>
  ({
    type: 'string',
    optional: true,
    description:
      operation === 'default'
        ? `Time limit for operations without their own limit, as ${durationFormat}.${note}`
        : `Time limit for the ${operation} operation, as ${durationFormat}.${note}`,
    validators: [checkTimeLimit],
  }) as const;

const notes: { readonly [operation: string]: string } = {
  read: ' Terraform reads in every refresh and plan.',
  delete: ' Takes effect only after an apply has stored it.',
};

/** The schema of a `timeouts` block with an optional duration for each operation. */
export interface TimeoutsBlock<Operation extends TimeoutOperation> extends NestedBlock {
  readonly nesting: 'single';
  readonly description?: string;
  readonly attributes: { readonly [K in Operation]: ReturnType<typeof attributeFor> };
}

/**
 * `blocks: { timeouts: timeoutsBlock(['create', 'delete']) }`. Read a limit with `ctx.timeout('create')`.
 * @param description What applies without a limit.
 */
export function timeoutsBlock<const Operation extends TimeoutOperation>(
  operations: readonly Operation[],
  description?: string,
): TimeoutsBlock<Operation> {
  const attributes = Object.fromEntries(operations.map((name) => [name, attributeFor(name, notes[name])]));
  return { nesting: 'single', description, attributes: attributes as TimeoutsBlock<Operation>['attributes'] };
}

/** The limit in milliseconds that a config, plan or state sets for an operation: its own, else `default`, else undefined. */
export function timeoutOf(object: ObjectValue | null, operation: TimeoutOperation): number | undefined {
  const timeouts = object?.timeouts;
  if (timeouts === null || typeof timeouts !== 'object' || Array.isArray(timeouts)) return undefined;
  const values = timeouts as ObjectValue;
  const text = values[operation] ?? values.default;
  return typeof text === 'string' && checkDuration(text) === undefined ? parseDuration(text) : undefined;
}
