/** Conventions of the code that biome has no rule for. */

import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '..');
const lineWidth = 120;

function sources(): ts.SourceFile[] {
  return ['src', 'test', 'scripts', 'bench', 'examples']
    .flatMap((folder) => ts.sys.readDirectory(join(root, folder), ['.ts', '.mjs'], ['**/node_modules', '**/cdktf.out']))
    .filter((file) => !file.includes(join('constructs', 'l1')))
    .map((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
}

/** The body of a statement that may omit braces. An `if` with an `else` is left to the author. */
function bodyOf(node: ts.Node): ts.Statement | undefined {
  if (ts.isIfStatement(node)) return node.elseStatement || isElse(node) ? undefined : node.thenStatement;
  const isLoop = ts.isForOfStatement(node) || ts.isForInStatement(node) || ts.isForStatement(node);
  return isLoop || ts.isWhileStatement(node) ? node.statement : undefined;
}

const isElse = (node: ts.IfStatement) => ts.isIfStatement(node.parent) && node.parent.elseStatement === node;

const isSimple = (node: ts.Statement) =>
  ts.isReturnStatement(node) ||
  ts.isThrowStatement(node) ||
  ts.isExpressionStatement(node) ||
  ts.isContinueStatement(node) ||
  ts.isBreakStatement(node);

/** What is wrong with the braces of a statement, if anything. */
function problemWithBraces(node: ts.Node, file: ts.SourceFile): string | undefined {
  const body = bodyOf(node);
  if (body === undefined) return undefined;
  const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  const start = body.getStart();
  if (!ts.isBlock(body)) return lineOf(start) === lineOf(body.getFullStart()) ? undefined : 'add braces';
  const [only, ...more] = body.statements;
  if (only === undefined || more.length > 0 || !isSimple(only)) return undefined;
  // Without comments, and with condition and body on one line each.
  const isPlain =
    body.getText().slice(1, -1).trim() === only.getText() &&
    !only.getText().includes('\n') &&
    lineOf(node.getStart()) === lineOf(start);
  const column = start - file.getPositionOfLineAndCharacter(lineOf(start), 0);
  return isPlain && column + only.getText().length <= lineWidth ? 'remove braces' : undefined;
}

test('a statement has no braces if it fits on the line of its condition, and braces otherwise', () => {
  const problems: string[] = [];
  for (const file of sources()) {
    const visit = (node: ts.Node): void => {
      const problem = problemWithBraces(node, file);
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      if (problem !== undefined) problems.push(`${relative(root, file.fileName)}:${line + 1}: ${problem}`);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  expect(problems).toEqual([]);
});
