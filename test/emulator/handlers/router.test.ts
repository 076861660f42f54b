/** Finding the operation of a path and method. */

import { matchRoute, routes } from '../../../src/emulator/handlers/router';

const parameters = { project: 'p', cmkId: 'c', serviceName: 's' };

test.each(Object.entries(routes))('finds %s by its method and path', (operation, { method, path }) => {
  const url = path.replace(/\{(\w+)\}/g, (_, name: keyof typeof parameters) => parameters[name]);
  expect(matchRoute(method, url)).toMatchObject({ operation });
});

test.each([
  ['GET', '/v1/project/p/secrets/cmks/', 404],
  ['GET', '/v1/project//secrets/cmks', 404],
  ['GET', '/v1/project/p/secrets/cmks/c/unknown', 404],
  ['GET', '/v2/project/p/service', 404],
  ['PATCH', '/v1/project/p/service', 405],
  ['DELETE', '/v1/project/p/secrets/cmks', 405],
])('%s %s returns %d', (method, path, status) => {
  expect(matchRoute(method, path)).toBe(status);
});
