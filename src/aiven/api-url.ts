/** What the address of an Aiven API may be. */

/** Where the API is when neither an option nor AIVEN_WEB_URL says otherwise. */
export const defaultApiUrl = 'https://api.aiven.io';

/** One sentence about what is wrong with the address of an API, or undefined. */
export function checkApiUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.search || url.hash) {
    return `${JSON.stringify(text)} is not the URL of an Aiven API; expected one such as ${defaultApiUrl}.`;
  }
  // A password in the URL would end up in messages; the API knows none.
  if (url.username || url.password) return 'The URL of the Aiven API must not hold a user or password.';
  // Every path would be one too deep, and each answer a 404 that says nothing of keys.
  if (/\/v1\/*$/.test(url.pathname)) {
    return `The URL of the Aiven API, ${url.href}, must not end in /v1: it belongs to the paths.`;
  }
  return undefined;
}
