/** Writes attributes with settings of any shape, such as `user_config`, so that every value reaches Terraform unchanged. */

import { Lazy, Token } from 'cdktf';
import { toHcl } from './hcl-value';

/** The attributes of the resources of one fragment of `cdk.tf.json`, or of `cdk.tf`. */
interface Fragment {
  readonly resource?: { readonly [type: string]: { readonly [name: string]: { [attribute: string]: unknown } } };
}

const settings = { user_config: 'userConfig', secret_user_config: 'secretUserConfig' } as const;

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

/** Names each setting that neither format can express. */
export function checkSettings(resource: object): string[] {
  return Object.values(settings).flatMap((name) =>
    problemsOf((resource as { [name: string]: unknown })[`${name}Input`], name),
  );
}

function problemsOf(value: unknown, path: string): string[] {
  if (Token.isUnresolved(value)) return [];
  if (Array.isArray(value)) return value.flatMap((part, index) => problemsOf(part, `${path}[${index}]`));
  if (isPlain(value)) return Object.entries(value).flatMap(([key, part]) => problemsOf(part, `${path}.${key}`));
  const problem = problemOf(value);
  return problem === undefined ? [] : [`${path} ${problem}`];
}

function problemOf(value: unknown): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return `is ${value}, which Terraform cannot represent.`;
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return 'is too large for a JavaScript number, which rounds it. Write it as a bigint, such as 9223372036854775807n.';
  }
  return value instanceof Date ? 'is a Date, which is not a JSON value. Write it as a string.' : undefined;
}

function isPlain(value: unknown): value is { [key: string]: unknown } {
  if (typeof value !== 'object' || value === null || Token.isUnresolved(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
