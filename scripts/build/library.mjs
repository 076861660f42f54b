/** Worker thread: compiles the library with TypeScript's API, then posts the problems it found, as text. */
import { join, sep } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import ts from 'typescript';

const { root, framework, outDir, entries } = workerData;

const { config } = ts.readConfigFile(join(root, 'tsconfig.build.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(
  { ...config, files: entries, compilerOptions: { ...config.compilerOptions, outDir } },
  ts.sys,
  root,
);
const host = ts.createCompilerHost(options);
if (framework !== 'cdktf') replaceFrameworkImports(framework);
const program = ts.createProgram(
  entries.map((entry) => join(root, entry)),
  options,
  host,
);
const { diagnostics } = program.emit();
const problems = ts.sortAndDeduplicateDiagnostics([...ts.getPreEmitDiagnostics(program), ...diagnostics]);
parentPort.postMessage(problems.length === 0 ? [] : [ts.formatDiagnosticsWithColorAndContext(problems, host)]);

/** The sources import `cdktf`. For another framework, reads our sources with that name replaced. */
function replaceFrameworkImports(name) {
  const sources = join(root, 'src') + sep;
  const readFile = host.readFile.bind(host);
  host.readFile = (path) => {
    const text = readFile(path);
    return text !== undefined && join(path).startsWith(sources) ? text.replace(/(['"])cdktf\1/g, `$1${name}$1`) : text;
  };
}
