/** Quotes untrusted text for HCL and TypeScript, so that no part of it is interpreted. */

/** Invisible characters (among them those that change the text direction) and line breaks. */
const hidden = /[\p{Cc}\p{Cf}\u2028\u2029\ufffe\uffff]/gu;

/** Returns an HCL string literal. */
export function quoteHcl(text: string): string {
  return `"${escapeTemplate(escapeWith(wellFormed(text), '"', hclEscape))}"`;
}

/** Returns a TypeScript string literal whose value reaches Terraform unchanged. */
export function quoteForTerraform(text: string): string {
  // cdktf replaces its own placeholders in any string: a Terraform expression hides this one from it.
  const split = escapeTemplate(text).replaceAll('$${TfToken[', () => `\${"$\${"}TfToken[`);
  return quoteTypeScript(split);
}

/** Returns a TypeScript string literal. */
export function quoteTypeScript(text: string): string {
  return `'${escapeWith(wellFormed(text), "'", (code) => `\\u{${code.toString(16)}}`)}'`;
}

/** Escapes Terraform's template sequences. */
function escapeTemplate(text: string): string {
  return text.replace(/[$%]\{/g, (beginning) => beginning[0] + beginning);
}

/** Replaces lone surrogates, as Node does when it writes the file. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeWith(text: string, quote: string, other: (code: number) => string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replace(hidden, (character) => short[character] ?? other(character.codePointAt(0) ?? 0));
}

function hclEscape(code: number): string {
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
