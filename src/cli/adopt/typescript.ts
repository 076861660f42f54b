/** Adopted things as constructs: one function for each project, and one that calls them all. */

import { CliError } from '../errors/cli-error';
import { quoteTypeScript } from './quote';
import { codeOf } from './typescript-code';
import { readConstructs } from './typescript-read';
import { type CodeFormat, insertBefore, markerOf, signature } from './written';

const head = (packageName: string) => `/**
 * Keys and services that were at Aiven before this app, taken over by ${signature}.
 *
 * Call \`adopt(stack)\` once, in a stack that has an AivenProvider. The imports may stay after the deployment: they do nothing
 * more then, and the command knows by them what is here. Taking a ServiceBinding out detaches its service from the key, unless
 * it was deployed with \`onDestroy: 'keep'\` before.
 */

import {} from '${packageName}';
import { Construct } from 'constructs';

/** Makes the constructs of all projects. */
export function adopt(scope: Construct): void {
  ${furtherProjects}
}
`;

const furtherProjects = `// ${signature}: further projects go here`;

export const typescriptFormat: CodeFormat = {
  fileName: 'adopted.ts',
  comment: '//',
  nextLines: ({ modulePath }) => [`import { adopt } from ${quoteTypeScript(modulePath)};`, 'adopt(stack);'],
  read: readConstructs,
  check() {},

  add(text, adoptions, { packageName }) {
    let file = text ?? head(packageName);
    for (const adoption of adoptions) {
      const { project } = adoption;
      const { groups, used, declarations } = codeOf(adoption, readConstructs(file));
      // From the end, so that the places before stay where they are.
      for (const { start, variable } of declarations.sort((one, other) => other.start - one.start)) {
        file = `${file.slice(0, start)}const ${variable} = ${file.slice(start)}`;
      }
      file = addImports(file, used);
      const marker = markerOf('//', project);
      const block = groups.join('\n');
      file = hasProject(file, project)
        ? insertBefore(file, marker, `\n${block}`, typescriptFormat.fileName)
        : addProject(file, project, `${block}  ${marker}\n`);
    }
    return file;
  },
};

/** Whether the file has a function for the project, with its last line or without. */
function hasProject(file: string, project: string): boolean {
  const { scopes, ids } = readConstructs(file);
  // Another project may have the id of today: the functions tell them apart.
  const isEarlier = scopes.get(earlierIdOf(project))?.startsWith(functionOf(project)) === true;
  return scopes.has(idOf(project)) || isEarlier || ids.has(project);
}

function functionOf(project: string): string {
  const words = project.split(/[-_]+/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return `adopt${words.join('')}`;
}

/** The id of a project's scope. It begins the names of resources; in a stack nothing else is called so. */
const idOf = (project: string): string => `adopted-${project}`;

/** As the first versions wrote it. */
const earlierIdOf = (project: string): string => (/^[A-Za-z_]/.test(project) ? project : `project-${project}`);

function addProject(file: string, project: string, body: string): string {
  const wanted = functionOf(project);
  let name = wanted;
  for (let number = 2; new RegExp(`function ${name}\\(`).test(file); number += 1) name = `${wanted}${number}`;
  const call = `  ${name}(new Construct(scope, ${quoteTypeScript(idOf(project))}));\n`;
  const called = insertBefore(file, furtherProjects, call, typescriptFormat.fileName);
  return `${called}\n/** Project ${project}. */\nfunction ${name}(project: Construct): void {\n${body}}\n`;
}

const importFromPackage = /^import \{([^}]*)\} from (["'])(aiven-byok(?:\/cdktn)?)\2;?$/m;

/** Adds to what the file takes from the package. @throws CliError when it takes nothing from it any more */
function addImports(file: string, used: ReadonlySet<string>): string {
  const [line, names = '', quote = "'", from = ''] = importFromPackage.exec(file) ?? [];
  if (line === undefined) {
    throw new CliError(
      `${typescriptFormat.fileName} has no line "import { … } from 'aiven-byok';" any more, so nothing can be added to it.`,
      'Put the line back, or move the file away to have a new one written.',
    );
  }
  const present = names.split(',').map((name) => name.trim());
  const all = [...new Set([...present, ...used])].filter((name) => name !== '').sort();
  const whole = `import { ${all.join(', ')} } from ${quote}${from}${quote};`;
  const broken = `import {\n${all.map((name) => `  ${name},\n`).join('')}} from ${quote}${from}${quote};`;
  return file.replace(line, () => (whole.length <= 120 ? whole : broken));
}
