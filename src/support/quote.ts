/** Values in messages. */

const longest = 160;

/** Puts a value in double quotes for a message: control characters are escaped, text past 160 characters is cut off. */
export function quote(text: string): string {
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

/** Quotes several values: `"aws", "azure", "gcp"`. */
export function quoteList(texts: readonly string[]): string {
  return texts.map(quote).join(', ');
}

/** Joins the first ten items with commas, and counts the others: `a, b and 3 more`. */
export function listBounded(items: readonly string[], most = 10): string {
  const more = items.length - most;
  return more > 0 ? `${items.slice(0, most).join(', ')} and ${more} more` : items.join(', ');
}
