/** Texts that hurt: what anybody may have put into a name, a tag or an address. */

import fc from 'fast-check';

export const hostileTexts = [
  '',
  '\x24{path.module}',
  '$\x24{x}',
  '$$\x24{x}',
  '%{ if true }x%{ endif }',
  '%%{x}',
  '$',
  '%',
  '$ {',
  '"',
  "'",
  '`\x24{1}`',
  '\\',
  '\\"',
  '\\u0041',
  'two\nlines\r\nand a\ttab',
  '*/ // #',
  '</script>',
  '__proto__',
  'constructor',
  'class',
  '1a',
  'Größe 🔑 鍵',
  '\u202egnirts\u202c',
  '\u200b\ufeff\u2028\u2029',
  '\u0000\u001b[2J\u007f\u0085',
  '\x24{TfToken[TOKEN.0]}',
  '<<EOT\nEOT\n',
] as const;

/** Mostly random text of what is special somewhere, now and then one of the known ones. */
export const hostileText = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: fc.constantFrom(...'$%{}"\'\\\n\r\t #/*a1_-é鍵🔑\u0000\u2028\u202e'), maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);
