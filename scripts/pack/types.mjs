/**
 * Type-checks an import of every sub-path of the package under each module resolution: `node types.mjs FOLDER`, where FOLDER has the
 * package in its node_modules. Checks the package's own declarations too, but not those of its dependencies, which take three times
 * as long.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The settings of a default CDKTF project, a current Node project, and a bundled one. */
const resolutions = {
  node10: { module: 'commonjs', moduleResolution: 'node10' },
  node16: { module: 'node16', moduleResolution: 'node16' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
};

const everySubPath = `
import { AivenProvider, CustomerManagedKey, KmsKey, parseCmkImportId } from 'aiven-byok';
import { cmk } from 'aiven-byok/l1';
import { AivenClient } from 'aiven-byok/client';
import { Emulator } from 'aiven-byok/emulator';
import { defineProvider, serve } from 'aiven-byok/plugin';
import { AivenProvider as CdktnProvider } from 'aiven-byok/cdktn';
import { cmk as cdktnCmk } from 'aiven-byok/cdktn/l1';
export const all = [AivenProvider, CustomerManagedKey, KmsKey, parseCmkImportId, cmk.Cmk, AivenClient, Emulator, defineProvider, serve, CdktnProvider, cdktnCmk.Cmk];
export const typed: { project: string; cmkId: string } = parseCmkImportId('acme-prod/1b671a64-40d5-491e-99b0-da01ff1f3341');
// @ts-expect-error: an untyped import would accept any argument.
new KmsKey(42);
`;

function checkUnder(name, folder, entry) {
  const settings = { ...resolutions[name], target: 'es2022', strict: true, noEmit: true, types: ['node'] };
  const { options, errors } = ts.convertCompilerOptionsFromJson(settings, folder);
  const host = ts.createCompilerHost(options);
  host.getCurrentDirectory = () => folder;
  const program = ts.createProgram([entry], options, host);
  const own = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName === entry || fileName.includes('/node_modules/aiven-byok/'));
  const problems = [
    ...errors,
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
  return problems.length === 0
    ? []
    : [`The package does not type-check under ${name}:\n${ts.formatDiagnostics(problems, host)}`];
}

const folder = process.argv[2];
const entry = join(folder, 'types.ts');
writeFileSync(entry, everySubPath);
const problems = Object.keys(resolutions).flatMap((name) => checkUnder(name, folder, entry));
if (problems.length > 0) console.error(problems.join('\n'));
process.exitCode = problems.length === 0 ? 0 : 1;
