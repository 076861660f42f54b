/**
 * Generates one page per construct in docs/constructs. TypeDoc reads the types and their comments. The layout is ours, because that
 * of TypeDoc's Markdown plugin repeats inherited props in every interface, and each getter takes a section of its own.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { callText, commentText, firstSentence, membersOf, table } from './construct-text.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The class that each page is about, its props, and other exported types that the page describes. */
const layout = [
  { page: 'aiven-provider', subject: 'AivenProvider', props: 'AivenProviderProps' },
  {
    page: 'customer-managed-key',
    subject: 'CustomerManagedKey',
    props: 'CustomerManagedKeyProps',
    others: ['CustomerManagedKeyImportProps', 'CustomerManagedKeyLookup', 'ICustomerManagedKey'],
  },
  { page: 'kms-key', subject: 'KmsKey', others: ['KeyParts'] },
  { page: 'service', subject: 'Service', props: 'ServiceProps' },
  { page: 'encryption', subject: 'Encryption' },
  { page: 'service-binding', subject: 'ServiceBinding', props: 'ServiceBindingOptions' },
  { page: 'service-credentials', subject: 'ServiceCredentials', props: 'ServiceCredentialsProps' },
  {
    page: 'require-customer-managed-keys',
    subject: 'RequireCustomerManagedKeys',
    props: 'RequireCustomerManagedKeysOptions',
  },
  {
    page: 'cmk-accessors',
    subject: 'CmkAccessors',
    props: 'CmkAccessorsProps',
    others: ['AwsAccess', 'GcpAccess', 'OciAccess', 'AzureAccess'],
  },
];

/** @returns {Promise<Map<string, string>>} text by path below `docs` */
export async function constructPages() {
  const { types, kinds } = await readTypes();
  const linkOf = new Map(layout.flatMap(linksTo));
  const unplaced = [...types.values()].find(({ kind, name }) => kind === kinds.Class && !linkOf.has(name));
  if (unplaced !== undefined) {
    throw new Error(`${unplaced.name} has no page; add it to the layout in scripts/generate/construct-pages.mjs.`);
  }
  const pages = layout.map(async (entry) => [
    `constructs/${entry.page}.md`,
    await pageText(entry, { types, kinds, linkOf }),
  ]);
  const rows = layout.map(({ page, subject }) => [`[\`${subject}\`](${page}.md)`, firstSentence(types.get(subject))]);
  return new Map([['constructs/README.md', indexText(rows)], ...(await Promise.all(pages))]);
}

function linksTo({ page, subject, props, others = [] }) {
  const anchored = others.map((name) => [name, `${page}.md#${name.toLowerCase()}`]);
  return [[subject, `${page}.md`], ...(props === undefined ? [] : [[props, `${page}.md#props`]]), ...anchored];
}

/** The exported types by name, as TypeDoc models them. Errors in them are left to `npm run typecheck`. */
async function readTypes() {
  const { Application, ReflectionKind } = await import('typedoc');
  const { config } = ts.readConfigFile(join(root, 'tsconfig.build.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const entry = join(root, 'src/index.ts');
  const program = ts.createProgram([entry], { ...options, types: [] });
  const app = await Application.bootstrap({
    entryPoints: [],
    disableGit: true,
    disableSources: true,
    excludeExternals: true,
    excludeInternal: true,
    excludePrivate: true,
    excludeProtected: true,
    logLevel: 'Error',
    readme: 'none',
    skipErrorChecking: true,
    sort: ['source-order'],
  });
  const sources = [{ displayName: 'aiven-byok', program, sourceFile: program.getSourceFile(entry) }];
  const { children } = app.converter.convert(sources);
  return { types: new Map(children.map((child) => [child.name, child])), kinds: ReflectionKind };
}

function indexText(rows) {
  return `# Constructs

A page per construct, with its props, their defaults and an example. All are exports of \`aiven-byok\`, and of \`aiven-byok/cdktn\` for
cdktn.

\`aiven-byok/l1\` has the generated L1 constructs, whose props are the attributes of the [resources](../resources) and
[data sources](../data-sources). Each has its own namespace:

\`\`\`ts
import { cmk, dataAivenCmks, pg } from 'aiven-byok/l1'; // cmk.Cmk, dataAivenCmks.DataAivenCmks, pg.Pg
\`\`\`

_Generated from the types by \`npm run generate\`._

${table(['construct', ''], rows)}
`;
}

async function pageText({ page, subject, props, others = [] }, context) {
  const type = context.types.get(subject);
  const example = await readFile(join(root, 'examples/constructs', `${page}.ts`), 'utf8');
  const parts = [
    `# ${subject}`,
    commentText(type),
    '_Generated from the types by `npm run generate`._',
    `## Example\n\n\`\`\`ts\n${example.trim()}\n\`\`\``,
    ...(props === undefined ? [] : ['## Props', ...propsParts(context.types.get(props), context)]),
    ...classParts(type, context, '##'),
    ...others.flatMap((name) =>
      otherParts(context.types.get(name), { type, props: context.types.get(props) }, context),
    ),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The table of an interface's props, the required ones first. @param known Props that are left out. */
function propsParts(type, context, known = []) {
  const isKnown = (prop) => known.some(({ name, text }) => name === prop.name && text === prop.text);
  const props = membersOf(type, context).filter((prop) => !isKnown(prop));
  const sorted = [...props.filter(({ isOptional }) => !isOptional), ...props.filter(({ isOptional }) => isOptional)];
  const rows = sorted.map(({ name, type: text, isOptional, byDefault, text: description }) => [
    `\`${name}\``,
    text,
    isOptional ? byDefault : 'required',
    description,
  ]);
  return [metaArguments(type), table(['prop', 'type', 'default', 'description'], rows)];
}

/** Names the props of CDKTF, which the table leaves out. */
function metaArguments(type) {
  const parents = (type.extendedTypes ?? []).flatMap((parent) => [parent, ...(parent.reflection?.extendedTypes ?? [])]);
  const names = parents.map(String);
  if (names.some((name) => name.startsWith('Pick<'))) return 'Also `provider` and `dependsOn` of CDKTF.';
  if (!names.includes('TerraformMetaArguments')) return '';
  return 'Also the meta-arguments of every CDKTF resource, such as `provider` and `dependsOn`.';
}

function classParts(type, context, heading) {
  const declared = type.children.find(({ kind }) => kind === context.kinds.Constructor);
  const [signature] = declared === undefined || declared.inheritedFrom ? [] : declared.signatures;
  const members = membersOf(type, context);
  const methods = (isStatic) =>
    members
      .filter((member) => member.signature !== undefined && member.isStatic === isStatic)
      .map(({ name, signature }) => callText(signature, isStatic ? `${type.name}.${name}` : name));
  const section = (title, parts) => (parts.length === 0 ? [] : [`${heading} ${title}`, ...parts]);
  return [
    ...(signature === undefined || heading !== '##'
      ? []
      : section('Constructor', [callText(signature, `new ${type.name}`)])),
    ...section('Static methods', methods(true)),
    ...section('Properties', propertiesParts(members)),
    ...section('Methods', methods(false)),
  ];
}

function propertiesParts(members) {
  const properties = members.filter(({ signature }) => signature === undefined);
  const rows = properties.map(({ name, type, text }) => [`\`${name}\``, type, text]);
  return rows.length === 0 ? [] : [table(['property', 'type', 'description'], rows)];
}

/** A further type of a page: a class, props that resemble those of the page, or any other interface. */
function otherParts(other, { type, props }, context) {
  const title = [`## ${other.name}`, commentText(other)];
  if (other.kind === context.kinds.Class) return [...title, ...classParts(other, context, '###')];
  if (other.name.endsWith('ImportProps')) {
    const [, rows] = propsParts(
      other,
      context,
      membersOf(props, context).filter(({ name }) => name !== 'project'),
    );
    return [title[0], `As [\`${props.name}\`](#props), except:`, rows];
  }
  if (other.name.endsWith('Lookup')) return [...title, ...propsParts(other, context)];
  const own = new Set(membersOf(type, context).map(({ name }) => name));
  const methods = membersOf(other, context).filter(({ name, signature }) => signature !== undefined && own.has(name));
  const note = methods.map(({ name }) => `\`${name}\` is the same as in \`${type.name}\`.`).join(' ');
  return [...title, ...propertiesParts(membersOf(other, context)), note];
}
