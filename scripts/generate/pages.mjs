/** Generates reference pages from the provider's schema. The comments of the L1 constructs refer to them. */

/** @returns {Promise<Map<string, string>>} text by path below `docs` */
export async function schemaPages(schema, source) {
  const {
    provider,
    resource_schemas: resources = {},
    data_source_schemas: dataSources = {},
    ephemeral_resource_schemas: ephemeral = {},
  } = schema.provider_schemas[source];
  const pages = new Map([['provider.md', page('Provider `aiven`', provider.block)]]);
  for (const [type, { block }] of Object.entries(resources)) {
    pages.set(`resources/${stem(type)}.md`, page(`Resource \`${type}\``, block));
  }
  for (const [type, { block }] of Object.entries(dataSources)) {
    pages.set(`data-sources/${stem(type)}.md`, page(`Data source \`${type}\``, block));
  }
  for (const [type, { block }] of Object.entries(ephemeral)) {
    pages.set(`ephemeral-resources/${stem(type)}.md`, page(`Ephemeral resource \`${type}\``, block));
  }
  return pages;
}

const stem = (type) => type.replace(/^aiven_/, '');

function page(title, block) {
  const parts = [`# ${title}`, block.description, '_Generated from the schema by `npm run generate`._'];
  return `${[...parts.filter(Boolean), ...members(block, '##')].join('\n\n')}\n`;
}

function members({ attributes = {}, block_types: blocks = {} }, heading) {
  const sorted = (entries) => Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
  const out = sorted(attributes).map(([name, attribute]) => describe(name, attribute, heading));
  for (const [name, { nesting_mode: nesting, block, max_items: max }] of sorted(blocks)) {
    const mode = `block, ${nesting}${max ? `, at most ${max}` : ''}`;
    out.push(`${heading} ${name}\n\n(${mode})${text(block.description)}`, ...members(block, `${heading}#`));
  }
  return out;
}

function describe(name, attribute, heading) {
  const nested = attribute.nested_type;
  const type = nested ? `${nested.nesting_mode} of objects` : typeText(attribute.type);
  const modes = ['required', 'optional', 'computed', 'sensitive', 'write_only', 'deprecated'].filter(
    (mode) => attribute[mode],
  );
  const head = `${heading} ${name}\n\n(${[type, ...modes].join(', ')})${text(attribute.description)}`;
  return nested ? [head, ...members(nested, `${heading}#`)].join('\n\n') : head;
}

const text = (description) => (description ? ` ${description}` : '');

function typeText(type) {
  if (!Array.isArray(type)) return type;
  const [kind, of] = type;
  if (kind !== 'object') return `${kind} of ${typeText(of)}`;
  return `object {${Object.entries(of)
    .map(([name, member]) => `${name}: ${typeText(member)}`)
    .join(', ')}}`;
}
