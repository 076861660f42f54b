import { explainUnsupported } from '../../../src/cli/replace/unsupported';

const diagnostic = (summary: string, detail: string, context: string | null = 'resource "aiven_kafka" "events"') => ({
  severity: 'error',
  summary,
  detail,
  range: { filename: 'kafka.tf', start: { line: 7 } },
  snippet: { context },
});
const explain = (...diagnostics: object[]) =>
  explainUnsupported(JSON.stringify({ valid: false, diagnostics }))?.message;

test('names every block and argument with its place and the way out', () => {
  expect(
    explain(
      diagnostic('Unsupported block type', 'Blocks of type "kafka_user_config" are not expected here.'),
      diagnostic('Unsupported argument', 'An argument named "karapace" is not expected here.', null),
    ),
  ).toBe(`The configuration uses 2 settings of the official provider:
  kafka.tf:7, resource "aiven_kafka" "events": "kafka_user_config". Write its settings as "user_config = { … }", as printed above.
  kafka.tf:7: "karapace". Remove it: this provider does not have it.`);
});

test('leaves other errors to Terraform', () => {
  expect(explain(diagnostic('Invalid reference', 'A reference to "x" is wrong.'))).toBeUndefined();
  expect(explainUnsupported('')).toBeUndefined();
});
