/** Synthesizes stacks in memory, or apps to a temporary folder. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, DefaultTokenResolver, StringConcat, TerraformStack, Testing, Tokenization } from 'cdktf';
import { temporaryFolder } from '../temporary';

/** Sets environment variables for the tests of a file. `undefined` unsets a variable. */
export function useEnvironment(variables: { readonly [name: string]: string | undefined }): void {
  const kept = new Map<string, string | undefined>();
  beforeEach(() => {
    for (const [name, value] of Object.entries(variables)) {
      kept.set(name, process.env[name]);
      setVariable(name, value);
    }
  });
  afterEach(() => {
    for (const [name, value] of kept) setVariable(name, value);
  });
}

export function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

/** An app that synthesizes to a temporary folder. */
export function newApp(): App {
  return Testing.app({ outdir: temporaryFolder() });
}

export function newStack(name = 'byok', app = newApp()): TerraformStack {
  return new TerraformStack(app, name);
}

type Block = { readonly [name: string]: unknown };

/** The parts of `cdk.tf.json` that tests check. */
export interface Synthesized {
  readonly provider?: { readonly [name: string]: readonly Block[] };
  readonly resource?: { readonly [type: string]: { readonly [name: string]: Block } };
  readonly data?: { readonly [type: string]: { readonly [name: string]: Block } };
  readonly import?: readonly Block[];
  readonly terraform: { readonly required_providers: { readonly [name: string]: Block } };
}

/** Validates and synthesizes a stack. */
export function synth(stack: TerraformStack): Synthesized {
  return JSON.parse(Testing.synth(stack, true)) as Synthesized;
}

/** A Terraform expression as written in `cdk.tf.json`. */
export const expression = (text: string): string => `${'$'}{${text}}`;

/** Resolves the tokens in a value, as in `cdk.tf.json`. */
export function rendered(scope: TerraformStack, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver: new DefaultTokenResolver(new StringConcat()) });
}

/** The only resource of a type. Throws if there is none or more than one. */
export function onlyResource(stack: TerraformStack, type: string): Block {
  const [resource, ...others] = Object.values(synth(stack).resource?.[type] ?? {});
  if (resource === undefined || others.length > 0) throw new Error(`Expected exactly one ${type}.`);
  return resource;
}

/** The validation errors of a synth, as `[path] message`. */
export function problems(app: App): string[] {
  try {
    app.synth();
    return [];
  } catch (error) {
    return String(error)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('['));
  }
}

/** Synthesizes the app and returns the annotations of a stack, as the CDKTF CLI reads them. */
export function annotationsOf(stack: TerraformStack): { constructPath: string; level: string; message: string }[] {
  const app = App.of(stack);
  app.synth();
  const manifest = JSON.parse(readFileSync(join(app.outdir, 'manifest.json'), 'utf8'));
  return manifest.stacks[stack.node.id].annotations;
}
