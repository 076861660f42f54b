/** Literals read back by those who read them: Terraform and JavaScript. */

import fc from 'fast-check';
import { quoteForTerraform, quoteHcl, quoteTypeScript } from '../../../src/cli/adopt/quote';
import { withTerraform } from '../../support/terraform/terraform';
import { hostileText, hostileTexts } from './hostile';

const evaluate = (code: string) => new Function(`return ${code}`)() as string;

/** What Terraform makes of values of outputs. */
async function outputsOf(files: { readonly [name: string]: string }): Promise<unknown[]> {
  return withTerraform({ files }, async (tf) => {
    await tf.apply();
    const outputs = JSON.parse((await tf.run(['output', '-json'])).stdout) as { [name: string]: { value: unknown } };
    return Object.keys(outputs)
      .sort()
      .map((name) => outputs[name]?.value);
  });
}

const outputName = (index: number) => `o${String(index).padStart(4, '0')}`;

test('every text comes back from Terraform as it was, in HCL and in JSON that a program wrote', async () => {
  const texts = [...hostileTexts, ...fc.sample(hostileText, { numRuns: 150, seed: 7 })];
  const hcl = texts.map((text, index) => `output "${outputName(index)}" {\n  value = ${quoteHcl(text)}\n}\n`);
  const output = Object.fromEntries(
    texts.map((text, index) => [outputName(1000 + index), { value: evaluate(quoteForTerraform(text)) }]),
  );
  const files = { 'main.tf': hcl.join(''), 'more.tf.json': JSON.stringify({ output }) };
  // Terraform keeps text in one Unicode form.
  const expected = texts.map((text) => text.normalize('NFC'));
  expect(await outputsOf(files)).toEqual([...expected, ...expected]);
});

test('every text comes back from JavaScript as it was', () => {
  fc.assert(fc.property(hostileText, (text) => evaluate(quoteTypeScript(text)) === text));
});

test('nothing invisible stands in the code: no control characters, no changes of direction', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      for (const code of [quoteHcl(text), quoteForTerraform(text)]) {
        expect(code).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      }
    }),
  );
});

test("a placeholder of cdktf's own in somebody's text is none", () => {
  expect(evaluate(quoteForTerraform('\x24{TfToken[TOKEN.0]}'))).not.toContain('\x24{TfToken[');
});

test('half a character becomes a sign for it', () => {
  expect(quoteHcl('a\ud800')).toBe('"a\ufffd"');
});
