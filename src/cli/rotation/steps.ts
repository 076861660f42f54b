/** Steps after which a configuration and its state agree with what a command has changed in Aiven. */

import { isAbsolute, relative, sep } from 'node:path';
import { type Cloud, formatShellCommand } from '../../aiven';
import { quote } from '../../support/quote';
import { quoteHcl, quoteTypeScript } from '../adopt/quote';
import type { Output } from '../terminal/output';
import type { StateResource } from '../terraform/state';
import type { ManagingState } from './terraform-states';

/** What to do: a sentence, and lines of code or commands. */
export interface Step {
  text: string;
  lines: readonly string[];
}

export interface KmsKeyReference {
  cloud: Cloud;
  keyReference: string;
}

export function printSteps({ folder }: ManagingState, steps: readonly Step[], output: Output): void {
  if (steps.length === 0) return;
  const where = folder === null ? '' : ` of ${quote(folder)}`;
  output.noteText(`To make the Terraform configuration and state${where} agree with Aiven:`);
  for (const [index, { text, lines }] of steps.entries()) {
    output.noteText(`${index + 1}. ${text}`);
    for (const line of lines) output.note(`     ${line}`);
  }
}

/** The commands to run after the edits. The last one plans. */
export function commandsStep({ language, folder }: ManagingState, binary: string, commands: readonly string[][]): Step {
  const path = folder === null ? null : shortest(folder);
  const lines = [
    ...(language === 'cdktf' ? ['npx cdktf synth'] : []),
    ...(path === null || path === '' ? [] : [formatShellCommand(['cd', path])]),
    ...(language === 'cdktf' ? [formatShellCommand([binary, 'init'])] : []),
    ...[...commands, ['plan']].map((words) => formatShellCommand([binary, ...words])),
  ];
  const where = folder === null ? ' in the folder of the configuration' : '';
  return { text: `Run${where}; the plan then changes no resource:`, lines };
}

/** A KMS key in the language of the configuration. */
export function kmsKeyLines({ language }: ManagingState, { cloud, keyReference }: KmsKeyReference): string[] {
  if (language === 'cdktf') return [`kmsKey: KmsKey.${cloud}(${quoteTypeScript(keyReference)})`];
  return [`cmk_provider = "${cloud}"`, `resource     = ${quoteHcl(keyReference)}`];
}

export function whereOf({ language }: ManagingState, { address }: StateResource): string {
  return language === 'cdktf' ? `In the construct of ${address}` : `In the configuration of ${address}`;
}

/** What a service's `cmk_id` is set to: a reference if both are in the root module, otherwise the ID. */
export function cmkIdLine(key: StateResource | undefined, cmkId: string, service: StateResource): string {
  const canRefer = key?.rootAddress !== undefined && service.rootAddress !== undefined;
  return `cmk_id = ${canRefer ? `${key.address}.cmk_id` : `"${cmkId}"`}`;
}

function shortest(folder: string): string {
  const path = relative(process.cwd(), folder);
  return path.split(sep)[0] === '..' || isAbsolute(path) ? folder : path;
}
