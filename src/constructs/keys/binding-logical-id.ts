/** The Terraform address of a binding, which stays the same when the construct of its key is renamed. */

import { createHash } from 'node:crypto';
import { TerraformStack } from 'cdktf';
import { bindingLabel } from '../../aiven';
import { isLiteral } from '../synth/validate-literal';
import type { RegisteredKey } from './registered-key';

/** The longest logical ID that cdktf generates. */
const longest = 255;

/**
 * The logical ID of a binding: from project and service if both are literals, otherwise from the path that the binding would have
 * next to its key.
 * @param id The construct ID of the binding.
 */
export function bindingLogicalId(key: RegisteredKey, id: string, serviceName: string): string {
  const { project } = key;
  if (isLiteral(project) && isLiteral(serviceName)) return bindingLabel({ project, serviceName });
  const { scopes } = key.node;
  const path = [...scopes.slice(scopes.indexOf(TerraformStack.of(key)) + 1, -1).map(({ node }) => node.id), id];
  // A label from literals ends in a service name, which starts with a lowercase letter.
  const hash = createHash('sha256').update(path.join('/')).digest('hex').slice(0, 8).toUpperCase();
  const words = ['service', ...path].join('_').replace(/[^\w-]/g, '');
  return `${words.slice(0, longest - hash.length - 1)}_${hash}`;
}
