/** What stands in files of Terraform: providers, resources and imports. */

import { formatServiceImportId } from '../../aiven';
import { entriesOf, type HclBlock, literalOf, parseHcl } from './hcl-syntax';
import { normalKeyId, referenceId, type Written } from './written';

export interface HclFile {
  /** Whether there is a `required_providers` block: Terraform takes one a folder. */
  hasProviders: boolean;
  /** Sources by local names; undefined where there is none that is a literal. */
  providers: ReadonlyMap<string, string | undefined>;
  resources: readonly HclResource[];
  /** Import ids by address. */
  imports: ReadonlyMap<string, string>;
}

interface HclResource {
  type: string;
  label: string;
  /** Expressions by name. */
  attributes: ReadonlyMap<string, string>;
}

export const bindingType = 'aiven_cmk_service_association';

export function readHclFile(text: string): HclFile {
  const all = parseHcl(text);
  const ofType = (type: string, blocks: readonly HclBlock[] = all) => blocks.filter((block) => block.type === type);
  const required = ofType('terraform').flatMap(({ blocks }) => ofType('required_providers', blocks));
  const sources = required.flatMap(({ attributes }) =>
    [...attributes].map(([name, code]) => [name, literalOf(entriesOf(code).get('source'))] as const),
  );
  return {
    hasProviders: required.length > 0,
    providers: new Map(sources),
    resources: ofType('resource').map(({ labels: [type = '', label = ''], attributes }) => ({
      type,
      label,
      attributes,
    })),
    imports: new Map(
      ofType('import').flatMap(({ attributes }) => {
        const id = literalOf(attributes.get('id'));
        return id === undefined ? [] : [[attributes.get('to') ?? '', id] as const];
      }),
    ),
  };
}

/** The same of a `.tf.json`. */
export function readHclJson(text: string): HclFile {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    file = {};
  }
  const required = itemsOf(file, 'terraform').flatMap((terraform) => itemsOf(terraform, 'required_providers'));
  const sources = required.flatMap((providers) =>
    Object.entries(providers).map(([name, value]) => [name, itemsOf({ value }, 'value')[0]?.source] as const),
  );
  return {
    hasProviders: required.length > 0,
    providers: new Map(sources.map(([name, source]) => [name, typeof source === 'string' ? source : undefined])),
    resources: itemsOf(file, 'resource').flatMap((types) =>
      Object.keys(types).flatMap((type) =>
        itemsOf(types, type).flatMap((labels) =>
          Object.keys(labels).flatMap((label) =>
            itemsOf(labels, label).map((body) => ({ type, label, attributes: literalsOf(body) })),
          ),
        ),
      ),
    ),
    imports: new Map(itemsOf(file, 'import').map(({ to, id }) => [String(to), String(id)])),
  };
}

type Json = Readonly<Record<string, unknown>>;

/** Objects below a name: JSON has one, or a list of them. */
function itemsOf(object: unknown, name: string): Json[] {
  const value = (object as Json | null)?.[name];
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'object' && item !== null);
}

const literalsOf = (body: Json) =>
  new Map(Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, `"${value}"`]] : [])));

/** Keys and services that stand there: by their imports, and where those were taken out, by what the resources say. */
export function writtenIn({ resources, imports }: HclFile): Written {
  const written: Written = { keys: new Map(), services: new Set(), bindings: new Set(), unnamed: new Map() };
  const addService = (type: string, id: string) => {
    written.services.add(id);
    if (type === bindingType) written.bindings.add(id);
  };
  for (const [address, id] of imports) {
    const type = address.split('.')[0] as string;
    if (type === 'aiven_cmk') written.keys.set(normalKeyId(id), address);
    else if (type.startsWith('aiven_')) addService(type, id);
  }
  for (const { type, label, attributes } of resources) {
    const address = `${type}.${label}`;
    const [project, reference, serviceName] = ['project', 'resource', 'service_name'].map((name) =>
      literalOf(attributes.get(name)),
    );
    if (imports.has(address) || project === undefined) continue;
    if (type === 'aiven_cmk' && reference !== undefined) {
      const id = referenceId(project, reference);
      written.unnamed.set(id, [...(written.unnamed.get(id) ?? []), address]);
    }
    // Of all that has the name of a service, only the service itself has a plan.
    const isService = type === bindingType || (type.startsWith('aiven_') && attributes.has('plan'));
    if (isService && serviceName !== undefined) addService(type, formatServiceImportId({ project, serviceName }));
  }
  return written;
}
