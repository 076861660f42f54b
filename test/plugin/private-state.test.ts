/** Private data in and out of its bytes. */

import { PrivateState } from '../../src/plugin';

describe('private state', () => {
  test('comes back from its bytes', () => {
    const state = new PrivateState();
    state.set('text', 'ä');
    state.set('deep', { list: [1, null, true] });
    const again = PrivateState.fromBytes(state.toBytes());
    expect(again.get('text')).toBe('ä');
    expect(again.get('deep')).toEqual({ list: [1, null, true] });
    expect(again.get('other')).toBeUndefined();
  });

  test('is empty without values, and when the last one is deleted', () => {
    const state = new PrivateState([['a', 1]]);
    state.set('a', undefined);
    expect(state.toBytes()).toHaveLength(0);
    expect(PrivateState.fromBytes(undefined).toBytes()).toHaveLength(0);
  });

  test.each(['[]', '"text"', 'null', 'no json', '\u0000\u0001'])(
    'takes bytes that another wrote (%j) for empty',
    (text) => {
      expect(PrivateState.fromBytes(Buffer.from(text)).toBytes()).toHaveLength(0);
    },
  );

  test('keeps a copy, not the object given', () => {
    const value = { count: 1 };
    const state = new PrivateState();
    state.set('a', value);
    value.count = 2;
    expect(state.get('a')).toEqual({ count: 1 });
  });

  test('holds the key __proto__ like any other', () => {
    const state = new PrivateState();
    state.set('__proto__', 1);
    expect(PrivateState.fromBytes(state.toBytes()).get('__proto__')).toBe(1);
  });

  test('refuses reserved keys and what is not JSON', () => {
    const state = new PrivateState();
    expect(() => state.set('.x', 1)).toThrow('Private state key ".x" is empty or starts with a dot.');
    expect(() => state.set('', 1)).toThrow('starts with a dot');
    expect(() => state.set('f', (() => 1) as never)).toThrow(
      'The value of private state key "f" cannot be converted to JSON.',
    );
  });
});
