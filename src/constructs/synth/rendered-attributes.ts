/** The attributes of a resource or data source as `cdk.tf.json` will have them, including later changes and overrides. */

import {
  DefaultTokenResolver,
  StringConcat,
  type TerraformDataSource,
  type TerraformResource,
  Tokenization,
} from 'cdktf';
import type { IConstruct } from 'constructs';
import { isLiteral } from './validate-literal';

export type TerraformObject = TerraformResource | TerraformDataSource;

/** Attributes by Terraform name. A value that is known only at apply is an expression. */
export interface Attributes {
  readonly [name: string]: unknown;
}

/** Renders the attributes. A resource that was moved to another address has none. */
export function renderedAttributes(object: TerraformObject): Attributes {
  const { resource, data } = object.toTerraform();
  const rendered: Attributes = (resource ?? data)?.[object.terraformResourceType]?.[object.friendlyUniqueId] ?? {};
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(rendered, { scope: object, resolver }) as Attributes;
}

/** Whether two rendered texts are certainly equal. Equal expressions of different stacks may have different values. */
export function isSameText(one: unknown, other: unknown, sameStack: boolean): boolean {
  return typeof one === 'string' && one === other && (sameStack || isLiteral(one));
}

/** The construct to name in a message: the L2 construct of an L1 that it created under the ID `Resource`. */
export function ownerOf(construct: IConstruct): IConstruct {
  const { id, scope } = construct.node;
  return id === 'Resource' && scope !== undefined ? scope : construct;
}
