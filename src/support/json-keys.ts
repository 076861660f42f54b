/** Names that an object of a JSON text has twice. The JSON standard leaves open which of the two values counts. */

/**
 * Parses a JSON text.
 * @throws SyntaxError for invalid JSON; Error that names a key which an object has twice: part of a sentence.
 */
export function parseUniqueJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const repeated = repeatedKey(text);
  if (repeated !== undefined) throw new Error(`has the key ${JSON.stringify(repeated)} twice in one object`);
  return value;
}

/** Strings, and what opens, closes and separates. In valid JSON, a string before a colon is a key. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}]/g;

/** @param text valid JSON */
function repeatedKey(text: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [found, colon] of text.matchAll(token)) {
    if (found === '{') open.push(new Set());
    else if (found === '}') open.pop();
    else if (colon !== undefined) {
      const key: string = JSON.parse(found.slice(0, -colon.length));
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return undefined;
}
