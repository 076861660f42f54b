/** How a provider explains its own kinds of error, whichever operation threw them. */

import { DiagnosticError, defineProvider, defineResource } from '../../../src/plugin';
import { Core } from '../../support/terraform/core';

class Refused extends Error {}

const fails = (reason: Error) =>
  defineResource<null>()({
    type: 'sample_failing',
    schema: { attributes: { name: { type: 'string', required: true } } },
    create: async () => {
      throw reason;
    },
    read: async () => null,
    delete: async () => {},
  });

async function createFailingWith(reason: Error): Promise<string[]> {
  const core = new Core(
    defineProvider({
      name: 'sample',
      schema: { attributes: {} },
      configure: () => null,
      resources: [fails(reason)],
      describeError: (error) =>
        error instanceof Refused
          ? new DiagnosticError('Refused by the other side', error.message, ['name'])
          : undefined,
    }),
  );
  await core.configure();
  return (await core.apply('sample_failing', await core.plan('sample_failing', { name: 'a' }))).problems;
}

test('an error that the provider can explain becomes its diagnostic, at the attribute', async () => {
  expect(await createFailingWith(new Refused('no'))).toEqual(['error Refused by the other side: no @name']);
});

test('any other error is reported unchanged', async () => {
  expect(await createFailingWith(new Error('no'))).toEqual(['error Failed to create sample_failing: no']);
});
