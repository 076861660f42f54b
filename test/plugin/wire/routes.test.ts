import { defineMessage } from '../../../src/plugin/wire/field';
import { createRoutes, type LaterService } from '../../../src/plugin/wire/routes';
import { defineService } from '../../../src/plugin/wire/service';

const empty = defineMessage('test.Empty', {});
const method = { request: empty, response: empty, kind: 'unary' } as const;
const service = defineService('test.Later', { One: method, Two: method, Three: method } as const);
const handler = async () => ({});
const known = () => Buffer.from('known');

function later(): { served: LaterService; loads: () => number } {
  let loads = 0;
  const load = () => {
    loads++;
    return { service, handlers: { One: handler, Two: handler } };
  };
  return { served: { name: service.name, answers: { One: known }, load }, loads: () => loads };
}

test('a method whose answer is known is found without loading its service', () => {
  const { served, loads } = later();
  expect(createRoutes([served])('/test.Later/One')).toEqual({ known });
  expect(loads()).toBe(0);
});

test('any other method loads its service, once, and what was known stays', () => {
  const { served, loads } = later();
  const find = createRoutes([served]);
  expect(find('/test.Later/Two')).toEqual({ method, handler });
  expect(find('/test.Later/Three')).toBeUndefined();
  expect(find('/test.Later/One')).toEqual({ known });
  expect(loads()).toBe(1);
});

test.each(['/test.Other/Two', '/test.Later', '', '/', '/__proto__/Two'])(
  'the path "%s" of no service that is served loads nothing',
  (path) => {
    const { served, loads } = later();
    expect(createRoutes([served])(path)).toBeUndefined();
    expect(loads()).toBe(0);
  },
);

test('a service that could not be loaded is tried again by the next call', () => {
  const { served } = later();
  let broken = true;
  const load = () => {
    if (broken) throw new Error('not yet');
    return served.load();
  };
  const find = createRoutes([{ ...served, load }]);
  expect(() => find('/test.Later/Two')).toThrow('not yet');
  broken = false;
  expect(find('/test.Later/Two')).toEqual({ method, handler });
});
