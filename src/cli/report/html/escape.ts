/** Escaping for HTML. */

import { printable } from '../../terminal/text';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Escapes text for element content and for quoted attributes, with invisible characters made visible. `//` becomes
 * entities, because a key reference may be a URL and the report must contain none that software could follow.
 */
export function escapeHtml(text: string): string {
  return printable(text)
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
    .replaceAll('//', '&#47;&#47;');
}

/**
 * A key reference whose lines break after `/` and `:` only, or after `.` in an OCID, which has neither. The style keeps each part on
 * one line if it fits. Copying yields the reference without line breaks.
 */
export function keyReferenceHtml(keyReference: string): string {
  const end = /^ocid1\./.test(keyReference) ? /(?<=\.)/ : /(?<=[/:])(?![/:])/;
  const parts = keyReference.split(end).map((part) => `<span>${partHtml(part)}</span>`);
  return `<code class="name">${parts.join('<wbr>')}</code>`;
}

/** Keeps the end of a long part without hyphens together, so that no line has a single character. */
function partHtml(part: string): string {
  if (!/^[\w./:]{17,}$/.test(part)) return escapeHtml(part);
  return `${escapeHtml(part.slice(0, -8))}<span>${escapeHtml(part.slice(-8))}</span>`;
}

/** A CMK ID. */
export function idHtml(id: string): string {
  return `<code class="id">${escapeHtml(id)}</code>`;
}

/** For the start of a sentence or a title. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
