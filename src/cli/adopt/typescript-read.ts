/** What an earlier run wrote into a file of constructs, as far as nobody has changed it beyond recognition. */

import { formatServiceImportId } from '../../aiven';
import { normalKeyId, type Written } from './written';

/** A key that an earlier run wrote. */
interface WrittenKey {
  /** Where its statement begins, when it is one by itself: there a `const` can go. */
  readonly start: number | undefined;
  readonly variable: string | undefined;
}

export interface WrittenConstructs extends Written {
  readonly details: ReadonlyMap<string, WrittenKey>;
  /** Keys that are looked up, by import id: their variables. */
  readonly lookups: ReadonlyMap<string, string>;
  /** The functions of projects, by the ids of their scopes. */
  readonly scopes: ReadonlyMap<string, string>;
  /** Ids of constructs and names of variables, by project. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
  readonly variables: ReadonlyMap<string, ReadonlySet<string>>;
}

const string = (name: string) => `["'](?<${name}>[^"']*)["']`;
const patterns = [
  // Comments and texts: nothing in them counts.
  `//[^\\n]*|/\\*[\\s\\S]*?\\*/|'(?:\\\\.|[^'\\\\\\n])*'|"(?:\\\\.|[^"\\\\\\n])*"`,
  `(?<line>^[ \\t]*)?(?:const\\s+(?<key>\\w+)\\s*=\\s*)?CustomerManagedKey\\.import\\(\\s*\\w+,\\s*${string('keyId')},\\s*${string('keyImport')}`,
  `const\\s+(?<found>\\w+)\\s*=\\s*CustomerManagedKey\\.lookup\\(\\s*\\w+,\\s*${string('foundId')},\\s*\\{\\s*project:\\s*${string('foundProject')},\\s*cmkId:\\s*${string('foundCmk')}`,
  `ServiceBinding\\.import\\(\\s*(?<of>\\w+),\\s*${string('bound')}`,
  `(?<caller>\\w+)\\(\\s*new\\s+Construct\\(\\s*\\w+,\\s*${string('scope')}`,
  `\\bService\\.import\\(\\s*\\w+,\\s*${string('serviceId')},\\s*${string('serviceImport')}`,
];

export function readConstructs(text: string): WrittenConstructs {
  const keys = new Map<string, string | undefined>();
  const services = new Set<string>();
  const bindings = new Set<string>();
  const details = new Map<string, WrittenKey>();
  const lookups = new Map<string, string>();
  const scopes = new Map<string, string>();
  const ids = new Map<string, Set<string>>();
  const variables = new Map<string, Set<string>>();
  /** Whose variable a name is at the place that is read: each function has its own. */
  const projectOf = new Map<string, string>();
  const add = (to: Map<string, Set<string>>, project: string, name: string | undefined) => {
    if (name !== undefined) to.set(project, (to.get(project) ?? new Set()).add(name));
  };
  for (const { index, groups = {} } of text.matchAll(new RegExp(patterns.join('|'), 'gm'))) {
    const {
      line,
      key,
      keyId,
      keyImport,
      found,
      foundId,
      foundProject,
      foundCmk,
      of,
      bound,
      serviceId,
      serviceImport,
      caller = '',
      scope,
    } = groups as { readonly [name: string]: string | undefined };
    const [project = ''] = (keyImport ?? serviceImport ?? '').split('/');
    if (scope !== undefined) {
      scopes.set(scope, caller);
    } else if (keyImport !== undefined) {
      const importId = normalKeyId(keyImport);
      keys.set(importId, key);
      details.set(importId, { start: line === undefined ? undefined : index + line.length, variable: key });
      add(ids, project, keyId);
      add(variables, project, key);
      if (key !== undefined) projectOf.set(key, project);
    } else if (found !== undefined && foundProject !== undefined) {
      lookups.set(normalKeyId(`${foundProject}/${foundCmk}`), found);
      add(ids, foundProject, foundId);
      add(variables, foundProject, found);
      projectOf.set(found, foundProject);
    } else if (of !== undefined && bound !== undefined) {
      const id = formatServiceImportId({ project: projectOf.get(of) ?? '', serviceName: bound });
      services.add(id);
      bindings.add(id);
    } else if (serviceImport !== undefined) {
      services.add(serviceImport);
      add(ids, project, serviceId);
    }
  }
  return { keys, services, bindings, unnamed: new Map(), details, lookups, scopes, ids, variables };
}
