/** The keys, bindings and services of an app, from the constructs of any package, as they are rendered. */

import { TerraformDataSource, TerraformResource } from 'cdktf';
import { isCmkId, normalizeCmkId } from '../../aiven';
import { cachePerSynth } from './cache-per-synth';
import { asService, bindingType, keyType, type RenderedResource, render } from './find-services';
import { isLiteral } from './validate-literal';

export interface AppResources {
  readonly keys: readonly RenderedResource[];
  readonly bindings: readonly RenderedResource[];
  readonly services: readonly RenderedResource[];
  /** The resource or lookup that an expression refers to with `cmk_id`, or the imported key that a literal is the ID of. */
  keyOf(user: RenderedResource): RenderedResource | undefined;
}

/** What the checks of all resources share in one synth. */
export const appResources = cachePerSynth((app): AppResources => {
  const all = app.node.findAll();
  const resources = all
    .filter((found) => TerraformResource.isTerraformResource(found))
    .map((found) => found as TerraformResource);
  const ofType = (type: string) => resources.filter((found) => found.terraformResourceType === type).map(render);
  const lookups = all
    .filter((found) => TerraformDataSource.isTerraformDataSource(found))
    .map((found) => found as TerraformDataSource)
    .filter((found) => found.terraformResourceType === keyType)
    .map(render);
  const keys = ofType(keyType);

  const byId = new Map<string, RenderedResource>();
  const inStack = ({ stack }: RenderedResource, cmkId: string) => `${stack.node.addr} ${cmkId}`;
  const addExpression = (key: RenderedResource, prefix: string) =>
    byId.set(inStack(key, `${'$'}{${prefix}.${key.resource.friendlyUniqueId}.cmk_id}`), key);
  for (const key of lookups) addExpression(key, `data.${keyType}`);
  for (const key of keys) {
    addExpression(key, keyType);
    const imported = importedCmkId(key);
    if (imported !== undefined) byId.set(imported, key);
  }
  return {
    keys,
    bindings: ofType(bindingType),
    services: resources.map(asService).filter((service) => service !== undefined),
    keyOf(user) {
      const { cmk_id: cmkId } = user.attributes;
      if (typeof cmkId !== 'string') return undefined;
      return byId.get(isLiteral(cmkId) ? normalizeCmkId(cmkId) : inStack(user, cmkId));
    },
  };
});

/** The ID in the `import` block of a key, if it is a literal. */
function importedCmkId({ resource }: RenderedResource): string | undefined {
  const blocks = [resource, ...resource.node.children].map((element) =>
    'toTerraform' in element ? (element as TerraformResource).toTerraform().import?.[0]?.id : undefined,
  );
  const id = blocks.find((found) => typeof found === 'string' && isLiteral(found));
  const cmkId = id?.split('/')[1];
  return isCmkId(cmkId ?? '') ? normalizeCmkId(cmkId) : undefined;
}
