/** The URL of the Aiven API. */

import { quote } from '../support/quote';

/** Used when neither an option nor AIVEN_WEB_URL sets another URL. */
export const defaultApiUrl = 'https://api.aiven.io';

/** Returns undefined for a valid API URL, otherwise an error message. No message contains a password of the URL. */
export function checkApiUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && ['http:', 'https:'].includes(url.protocol) && !url.search && !url.hash;
  // Checked first, because the other messages show the URL.
  if (url?.username || url?.password || (!isPlain && text.includes('@'))) {
    return 'The URL of the Aiven API must not contain a user or a password.';
  }
  if (!isPlain) {
    return `${quote(text)} is not the URL of an Aiven API; expected an http or https URL without a query, such as "${defaultApiUrl}".`;
  }
  // The client adds /v1 itself: every request would return 404.
  if (/\/v1\/*$/.test(url.pathname)) {
    return `The URL of the Aiven API must not end in "/v1", got "${url.href}"; remove "/v1".`;
  }
  return undefined;
}
