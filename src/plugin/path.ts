/** Attribute paths and their notation in messages. */

/**
 * Steps from the root of a resource, data source or provider configuration: the name of an attribute or block, or a map key, as a string,
 * and the index in a list as a number. Elements of a set have no address, so a path into a set ends at the set.
 */
export type Path = readonly (string | number)[];

/** Formats a path as in Terraform's language: `tag[0].key`. The root is `(root)`. */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') {
      text += `[${step}]`;
    } else if (/^[A-Za-z_][\w-]*$/.test(step)) {
      text += text === '' ? step : `.${step}`;
    } else {
      text += `[${JSON.stringify(step)}]`;
    }
  }
  return text === '' ? '(root)' : text;
}
