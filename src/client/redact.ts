/** Takes secrets out of text that others made, before it becomes part of an error or a log line. */

const mark = '[redacted]';
const secretNames = 'service_uri|password|connection_info|access_key|token|authorization|secret';

/** A function that removes the given secrets, and whatever looks like a credential, from a text. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  // Shorter ones would take ordinary words out of every message.
  const forms = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]);
  return (text) => redactPatterns(forms.reduce((rest, secret) => rest.replaceAll(secret, mark), text));
}

function redactPatterns(text: string): string {
  return text
    .replace(/\b(bearer|aivenv1|basic)(\s+)[^\s"',;]{4,}/gi, `$1$2${mark}`)
    .replace(/(:\/\/)[^\s/@"']+@/g, `$1${mark}@`)
    .replace(
      new RegExp(`("(?:[a-z_]*(?:${secretNames})[a-z_]*)"\\s*:\\s*)("(?:[^"\\\\]|\\\\.)*"?|[^\\s,}]+)`, 'gi'),
      `$1"${mark}"`,
    );
}

/** An error of another library as a plain one: name, code and redacted message, nothing else that it may carry. */
export function plainCause(error: unknown, redact: (text: string) => string): Error {
  const source = error instanceof Error ? error : new Error(String(error));
  const cause = new Error(redact(source.message || codeOf(source) || source.name));
  cause.name = source.name;
  const code = codeOf(source);
  if (code !== undefined) Object.assign(cause, { code });
  // The stack of a foreign error repeats its message.
  cause.stack = `${cause.name}: ${cause.message}`;
  return cause;
}

/** The system's or the library's code of an error: ECONNREFUSED, UND_ERR_SOCKET. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return undefined;
}
