import { defineMessage } from '../../../src/plugin/wire/field';
import { createRoutes, type LazyService } from '../../../src/plugin/wire/routes';
import { defineService } from '../../../src/plugin/wire/service';

const empty = defineMessage('test.Empty', {});
const method = { request: empty, response: empty, kind: 'unary' } as const;
const service = defineService('test.Lazy', { One: method, Two: method, Three: method } as const);
const handler = async () => ({});
const encodedResponse = () => Buffer.from('encoded');

function createLazyService(): { lazy: LazyService; loads: () => number } {
  let loads = 0;
  const load = () => {
    loads++;
    return { service, handlers: { One: handler, Two: handler } };
  };
  return { lazy: { name: service.name, encodedResponses: { One: encodedResponse }, load }, loads: () => loads };
}

test('a method with an encoded response is found without loading its service', () => {
  const { lazy, loads } = createLazyService();
  expect(createRoutes([lazy])('/test.Lazy/One')).toEqual({ encodedResponse });
  expect(loads()).toBe(0);
});

test('any other method loads its service once, and the encoded responses stay', () => {
  const { lazy, loads } = createLazyService();
  const find = createRoutes([lazy]);
  expect(find('/test.Lazy/Two')).toEqual({ method, handler });
  expect(find('/test.Lazy/Three')).toBeUndefined();
  expect(find('/test.Lazy/One')).toEqual({ encodedResponse });
  expect(loads()).toBe(1);
});

test.each(['/test.Other/Two', '/test.Lazy', '', '/', '/__proto__/Two'])(
  'the path "%s" belongs to no service and loads nothing',
  (path) => {
    const { lazy, loads } = createLazyService();
    expect(createRoutes([lazy])(path)).toBeUndefined();
    expect(loads()).toBe(0);
  },
);

test('a service that failed to load is loaded again by the next call', () => {
  const { lazy } = createLazyService();
  let isBroken = true;
  const load = () => {
    if (isBroken) throw new Error('not yet');
    return lazy.load();
  };
  const find = createRoutes([{ ...lazy, load }]);
  expect(() => find('/test.Lazy/Two')).toThrow('not yet');
  isBroken = false;
  expect(find('/test.Lazy/Two')).toEqual({ method, handler });
});
