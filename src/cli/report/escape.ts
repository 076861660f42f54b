/** Text for HTML. */

import { printable } from '../terminal/text';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Somebody's text as text and as a quoted attribute, with nothing invisible in it. Two slashes are written as entities: a
 * key's name may be a URL, and the page is to hold none that anything could follow.
 */
export function escapeHtml(text: string): string {
  return printable(text)
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
    .replaceAll('//', '&#47;&#47;');
}
