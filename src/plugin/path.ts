/** Where in a resource something is: the steps from its root, and how a message names them. */

/**
 * Steps from the root of a resource, data source or provider configuration: an attribute's, block's or map key's name as a string, a
 * list's index as a number. Elements of a set have no address: a path into a set ends at the set.
 */
export type Path = readonly (string | number)[];

/** A path as Terraform's users write it: `tag[0].key`. The root is `(root)`. */
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
