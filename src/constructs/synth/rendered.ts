/** What a resource or data source will be in `cdk.tf.json`: props, later changes and overrides alike. */

import {
  DefaultTokenResolver,
  StringConcat,
  type TerraformDataSource,
  type TerraformResource,
  Tokenization,
} from 'cdktf';
import type { IConstruct } from 'constructs';
import { isLiteral } from './literal';

export type TerraformObject = TerraformResource | TerraformDataSource;

/** Attributes by their Terraform names; what is known only at apply is an expression. */
export interface Attributes {
  readonly [name: string]: unknown;
}

/** The attributes as they are rendered now; none for a resource that has moved elsewhere. */
export function attributesOf(object: TerraformObject): Attributes {
  const { resource, data } = object.toTerraform();
  const rendered: Attributes = (resource ?? data)?.[object.terraformResourceType]?.[object.friendlyUniqueId] ?? {};
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(rendered, { scope: object, resolver }) as Attributes;
}

/** Whether two rendered attributes are the same for sure: an expression means something in its own stack only. */
export function isSameText(one: unknown, other: unknown, sameStack: boolean): boolean {
  return typeof one === 'string' && one === other && (sameStack || isLiteral(one));
}

/** The construct that a person wrote: `Resource` is only how ours call their L1. */
export function ownerOf(construct: IConstruct): IConstruct {
  const { id, scope } = construct.node;
  return id === 'Resource' && scope !== undefined ? scope : construct;
}
