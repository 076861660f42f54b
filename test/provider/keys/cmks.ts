/** Sample keys for tests of data sources. */

import type { Cmk } from '../../../src/client';

/** A Google Cloud key. `index` makes its ID, reference and times unique. */
export function cmkNumber(index: number, more: Partial<Cmk> = {}): Cmk {
  const createdAt = `2026-01-01T00:00:${String(index % 60).padStart(2, '0')}.000000Z`;
  return {
    cmkId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    cloud: 'gcp',
    keyReference: `projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/key-${index}`,
    defaultCmk: false,
    status: 'current',
    createdAt,
    updatedAt: createdAt,
    ...more,
  };
}

/** The parts of a diagnostic that a function throws. */
export function diagnosticOf(run: () => unknown): { summary: string; detail: string; path: unknown } {
  try {
    run();
  } catch (error) {
    const { summary, detail, path } = error as { summary: string; detail: string; path: unknown };
    return { summary, detail, path };
  }
  throw new Error('an error was expected');
}
