/** The list of projects. */

import { isNotFound } from '../../src/client';
import { errorOf, withClient } from '../support/emulator/client';

test('lists the names of all projects that the token may see, sorted, in one request', () =>
  withClient({ emulator: { projects: ['b', 'a', { name: 'c', deny: ['CMKList'] }] } }, async (scene) => {
    expect(await scene.client.projects.list()).toEqual(['a', 'b', 'c']);
    expect(scene.operations()).toEqual(['ProjectList']);
  }));

test('names the list in its errors', () =>
  withClient({}, async ({ client, emulator }) => {
    emulator.fail({ operation: 'ProjectList', fault: 404, times: 10 });
    const error = await errorOf(client.projects.list());
    expect(isNotFound(error)).toBe(true);
    expect((error as Error).message).toMatch(/^Aiven returned 404 for the list of projects: /);
  }));
