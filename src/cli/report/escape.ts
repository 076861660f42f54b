/** Escaping for HTML. */

import { printable } from '../terminal/text';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Escapes text for element content and for quoted attributes, with invisible characters made visible. `//` becomes
 * entities, because the name of a key may be a URL and the report must contain none that software could follow.
 */
export function escapeHtml(text: string): string {
  return printable(text)
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
    .replaceAll('//', '&#47;&#47;');
}
