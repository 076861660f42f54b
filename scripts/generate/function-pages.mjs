/** Generates the reference pages of the provider's functions, in the form of the Terraform registry. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const examples = fileURLToPath(new URL('../../examples/functions', import.meta.url));

/** @returns {Promise<Map<string, string>>} text by path below `docs` */
export async function functionPages(schema, source) {
  const { functions = {} } = schema.provider_schemas[source];
  const pages = Object.entries(functions).map(async ([name, signature]) => [
    `functions/${name}.md`,
    page(name, signature, await exampleOf(name)),
  ]);
  return new Map(await Promise.all(pages));
}

async function exampleOf(name) {
  const file = join(examples, name, 'function.tf');
  if (!existsSync(file)) {
    throw new Error(`The function ${name} has no example; write examples/functions/${name}/function.tf.`);
  }
  return (await readFile(file, 'utf8')).trim();
}

function page(
  name,
  { summary, description, return_type: type, parameters = [], variadic_parameter: variadic },
  example,
) {
  const all = variadic === undefined ? parameters : [...parameters, variadic];
  const shown = [...parameters.map(signatureOf), ...(variadic === undefined ? [] : [`${signatureOf(variadic)}...`])];
  const listed = all.map(
    (parameter, index) =>
      `${index + 1}. \`${parameter.name}\` (${parameter === variadic ? 'variadic, ' : ''}${typeText(parameter.type)}) ${parameter.description}`,
  );
  return `---
page_title: "${name} function - aiven"
subcategory: ""
description: |-
  ${summary}
---

# function: ${name}

${description}

_Generated from the schema by \`npm run generate\`. Requires Terraform 1.8 or OpenTofu 1.7._

## Example Usage

\`\`\`hcl
${example}
\`\`\`

## Signature

\`\`\`text
${name}(${shown.join(', ')}) ${typeText(type)}
\`\`\`

## Arguments

${listed.join('\n')}
`;
}

const signatureOf = ({ name, type }) => `${name} ${typeText(type)}`;

function typeText(type) {
  if (!Array.isArray(type)) return type;
  const [kind, of] = type;
  if (kind !== 'object') return `${kind} of ${typeText(of)}`;
  return `object({${Object.entries(of)
    .map(([name, member]) => `${name} = ${typeText(member)}`)
    .join(', ')}})`;
}
