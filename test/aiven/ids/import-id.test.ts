import fc from 'fast-check';
import { formatCmkImportId, formatServiceImportId, parseCmkImportId, parseServiceImportId } from '../../../src/aiven';

const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';

test('parses PROJECT/CMK_ID and puts the UUID in lower case', () => {
  expect(parseCmkImportId(`acme-prod/${cmkId}`)).toEqual({ project: 'acme-prod', cmkId });
  expect(parseCmkImportId(`acme-prod/${cmkId.toUpperCase()}`)).toEqual({ project: 'acme-prod', cmkId });
});

test.each([
  'a/',
  `/${cmkId}`,
  'a/b/c',
  '',
  '/',
  ' ',
  `a /${cmkId}`,
  `a/ ${cmkId}`,
  `a/${cmkId} `,
  'a/b',
  cmkId,
  `a/${cmkId}/`,
])('rejects %j with the value and the expected format', (text) => {
  expect(() => parseCmkImportId(text)).toThrow('expected "PROJECT/CMK_ID"');
  expect(() => parseCmkImportId(text)).toThrow(JSON.stringify(text));
});

test.each([
  ['acme-prod/', 'CMK_ID, after the slash, is empty.'],
  [`/${cmkId}`, 'PROJECT, before the slash, is empty.'],
  [cmkId, 'It must have exactly two parts, separated by a slash.'],
])('%j: says which part is missing', (text, problem) => {
  expect(() => parseCmkImportId(text)).toThrow(
    `"${text}" is not the import ID of a key; expected "PROJECT/CMK_ID". ${problem}`,
  );
});

test('parses PROJECT/SERVICE_NAME', () => {
  expect(parseServiceImportId('acme/orders-db')).toEqual({ project: 'acme', serviceName: 'orders-db' });
  expect(() => parseServiceImportId('acme/orders/db')).toThrow('expected "PROJECT/SERVICE_NAME"');
  expect(() => parseServiceImportId('acme/Orders')).toThrow('"Orders" is not a valid Aiven service name');
});

function parseOrUndefined(text: string) {
  try {
    return parseCmkImportId(text);
  } catch {
    return undefined;
  }
}

test(`parse and format are inverse (FC_SEED=${seed})`, () => {
  const project = fc.stringMatching(/^[a-zA-Z0-9_-]{1,63}$/);
  const serviceName = fc.stringMatching(/^[a-z][a-z0-9-]{0,63}$/);
  fc.assert(
    fc.property(project, fc.uuid(), serviceName, (name, id, service) => {
      expect(parseCmkImportId(formatCmkImportId({ project: name, cmkId: id }))).toEqual({ project: name, cmkId: id });
      const parts = { project: name, serviceName: service };
      expect(parseServiceImportId(formatServiceImportId(parts))).toEqual(parts);
    }),
    { seed },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.uuid(),
        fc.tuple(fc.string(), fc.uuid()).map((both) => both.join('/')),
      ),
      (text) => {
        const parsed = parseOrUndefined(text);
        if (parsed !== undefined) {
          expect(formatCmkImportId(parsed)).toBe(text.replace(/[^/]*$/, (id) => id.toLowerCase()));
        }
      },
    ),
    { seed },
  );
});
