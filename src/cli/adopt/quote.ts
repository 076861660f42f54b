/** Anybody's text as a literal of HCL or TypeScript: it means itself there, and nothing of it is obeyed. */

/** Invisible characters, those that turn the direction of what follows among them, and what breaks a line. */
const hidden = /[\p{Cc}\p{Cf}\u2028\u2029\ufffe\uffff]/gu;

/** A quoted string of HCL. */
export function quoteHcl(text: string): string {
  return `"${escapeTemplate(escapeWith(wellFormed(text), '"', hclEscape))}"`;
}

/** A string of TypeScript that is to stand in the configuration as it is. */
export function quoteForTerraform(text: string): string {
  // cdktf looks for its own placeholders in any string: an expression of Terraform keeps them apart.
  const split = escapeTemplate(text).replaceAll('$${TfToken[', () => `\${"$\${"}TfToken[`);
  return quoteTypeScript(split);
}

/** A string of TypeScript. */
export function quoteTypeScript(text: string): string {
  return `'${escapeWith(wellFormed(text), "'", (code) => `\\u{${code.toString(16)}}`)}'`;
}

/** Terraform's own escape for the beginnings of its templates. */
function escapeTemplate(text: string): string {
  return text.replace(/[$%]\{/g, (beginning) => beginning[0] + beginning);
}

/** Half a surrogate pair is no text: Node writes a replacement character for it. */
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
