/** Random faults for random schedules: everything that loses or spoils an answer, nothing that makes the API lie. */

import type { OperationId } from '../../../src/client';
import type { Emulator, EmulatorOptions, FaultSpec } from '../../../src/emulator';
import type { Random } from '../random';

/**
 * Together less than the ten seconds for which a client looks after a lost answer; what is late happens at the next request,
 * two seconds later at most.
 */
const longestLag = 3_500;
const longestDelay = 4_000;

const statuses = [408, 429, 500, 502, 503, 504];
/** Carried out late, a change or a delete could undo what was done after it: nothing that a client can prevent. */
const mayBeLate: OperationId[] = ['CMKCreate', 'CMKDelete', 'ServiceCreate'];

/** The API's undocumented habits, and how long things take there. */
export function randomHabits(random: Random): EmulatorOptions {
  const some = (longest: number) => (random.chance(0.5) ? random.below(longest) : 0);
  const shape = random.pick(['full', 'openapi'] as const);
  return {
    shape,
    duplicates: random.pick(['allowed', 'allowed', 'refused']),
    createStatus: random.pick([200, 201]),
    secondDefault: random.pick(['clears', 'keeps']),
    // Without the status in its answers, an API that shows deleted keys shows them as any other.
    deletedKeys: shape === 'full' ? random.pick(['gone', 'shown']) : 'gone',
    serviceShape: random.pick(['full', 'six-fields']),
    movingCmkId: random.pick(['target', 'active']),
    listLag: some(longestLag),
    serviceDelay: some(60_000),
    activationDelay: some(60_000),
    deactivationDelay: some(60_000),
    deletionDelay: some(30_000),
  };
}

/** Lets a share of all requests fail, each in its own way. */
export function rain(emulator: Emulator, random: Random, share: number): void {
  const kinds: ((operation: OperationId) => FaultSpec | undefined)[] = [
    () => ({ kind: random.pick(['refuse', 'reset', 'reset-after', 'lost', 'truncate']) }),
    () => ({ kind: random.pick(['wrong-length', 'bad-json']) }),
    // An empty object is what the API says to a service's deletion: one that is not carried out would be a lie.
    (operation) => ({ kind: 'wrong-json', takesEffect: operation === 'ServiceDelete' || random.chance(0.5) }),
    () => ({ kind: random.pick(['html', 'empty']), status: random.pick([200, 502]), takesEffect: random.chance(0.5) }),
    () => ({
      kind: 'status',
      status: random.pick(statuses),
      retryAfter: random.chance(0.3) ? 1 + random.below(4) : undefined,
    }),
    () => ({ kind: 'slow', ms: random.below(3) }),
    (operation) => (mayBeLate.includes(operation) ? { kind: 'late', ms: random.below(longestDelay) } : undefined),
    // Silence takes real time: rarely.
    () => (random.chance(0.02) ? { kind: random.pick(['stall', 'stall-body']) } : undefined),
  ];
  emulator.fail({
    fault: ({ operation }) =>
      operation !== null && random.chance(share) ? random.pick(kinds)(operation as OperationId) : undefined,
    times: Number.POSITIVE_INFINITY,
  });
}
