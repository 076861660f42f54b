/** Writes attributes with settings of any shape, such as `user_config`, so that every value reaches Terraform unchanged. */

import { Lazy, Token } from 'cdktf';
import { toHcl } from './hcl-value';

/** The attributes of the resources of one fragment of `cdk.tf.json`, or of `cdk.tf`. */
interface Fragment {
  readonly resource?: { readonly [type: string]: { readonly [name: string]: { [attribute: string]: unknown } } };
}

/** The props by their attributes. */
export const settings = {
  user_config: 'userConfig',
  secret_user_config: 'secretUserConfig',
  secret_user_config_wo: 'secretUserConfigWo',
} as const;

/** For `cdk.tf.json`: bigints become expressions. */
export function withExactSettings<F extends Fragment>(fragment: F): F {
  replaceSettings(fragment, withBigints);
  return fragment;
}

/** For `cdk.tf`: each attribute becomes one HCL expression. */
export function withHclSettings<F extends Fragment>(fragment: F): F {
  replaceSettings(fragment, (attribute, name) => {
    if (typeof attribute !== 'object') return attribute;
    const { value, isBlock, type, storageClassType, ...overrides } = attribute as { [key: string]: unknown };
    const [override] = Object.keys(overrides);
    if (override !== undefined) {
      throw new Error(
        `The override "${name}.${override}" cannot be written as HCL. Set ${settings[name]} instead, or synthesize JSON.`,
      );
    }
    // A list, because cdktf puts a text that contains a template in quotes. It joins the only element as it is.
    const expression = Lazy.anyValue({ produce: (context) => [toHcl(context.resolve(withBigints(value)))] });
    return { value: expression, isBlock, type: 'reference', storageClassType: 'reference' };
  });
  return fragment;
}

function replaceSettings(
  { resource = {} }: Fragment,
  replace: (value: unknown, name: keyof typeof settings) => unknown,
): void {
  for (const attributes of Object.values(resource).flatMap((named) => Object.values(named))) {
    for (const name of Object.keys(settings) as (keyof typeof settings)[]) {
      if (attributes[name] !== undefined) attributes[name] = replace(attributes[name], name);
    }
  }
}

/** Terraform reads the number in a template with all its digits. JSON has no other way to write it through cdktf. */
function withBigints(value: unknown): unknown {
  if (typeof value === 'bigint') return `\${${value}}`;
  if (Array.isArray(value)) return value.map(withBigints);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withBigints(part)]));
}

/** Whether an object has keys: no token, no list, and none of JavaScript's own types, such as Map and Date. */
export function isPlain(value: unknown): value is { [key: string]: unknown } {
  return Object.prototype.toString.call(value) === '[object Object]' && !Token.isUnresolved(value);
}
