/** The file that adopted things are written to: what an earlier run left in it, and where new things go. */

import { CliError } from '../errors/cli-error';
import type { Adoption, Managed } from './adoption';
import type { Neighbour } from './hcl-provider';

/** What stands in the file already. */
export interface Written extends Managed {
  /** For each key by its import id, the word that stands for it in code; undefined where it has none yet. */
  keys: Map<string, string | undefined>;
  services: Set<string>;
  /** Those of the services that are bound, not whole. */
  bindings: Set<string>;
  /** Keys that stand there without their ids: their words in code, by `referenceId`. */
  unnamed: Map<string, string[]>;
}

/** One of the languages that code is written in. */
export interface CodeFormat {
  fileName: string;
  /** What begins a comment to the end of the line. */
  comment: string;
  read(text: string): Written;
  /** @throws CliError where nothing can be written to this folder */
  check(text: string | undefined, surroundings: Surroundings): void;
  /**
   * The file with the new things in it. What stands there stays, to the letter.
   * @param text the file as it is; undefined for a new one
   * @throws CliError when somebody took away the line at which something belongs
   */
  add(text: string | undefined, adoptions: readonly Adoption[], surroundings: Surroundings): string;
  /** What is left to do once the file is there, as lines of code; none where nothing is. */
  nextLines(surroundings: Surroundings): readonly string[];
}

/** What the folder around the file has. */
export interface Surroundings {
  /** The other files of Terraform. */
  neighbours: readonly Neighbour[];
  /** The file as the app's main.ts imports it. */
  modulePath: string;
  /** The package that the constructs come from. */
  packageName: string;
}

/** In the first lines of each file that adopt writes: how it knows its own. */
export const signature = 'aiven-byok adopt';

/** Whether adopt wrote the file, whatever became of it since. */
export function isOwn(text: string): boolean {
  return text.split('\n', 3).some((line) => line.includes(signature));
}

/** The file with the new things in it, with the line ends that it has. */
export function addTo(
  format: CodeFormat,
  text: string | undefined,
  adoptions: readonly Adoption[],
  surroundings: Surroundings,
): string {
  const isCrlf = text !== undefined && /\r\n/.test(text) && !/(^|[^\r])\n/.test(text);
  if (!isCrlf) return format.add(text, adoptions, surroundings);
  return format.add(text.replaceAll('\r\n', '\n'), adoptions, surroundings).replaceAll('\n', '\r\n');
}

/** The line before which new things of a project go. */
export function markerOf(comment: string, project: string): string {
  return `${comment} ${signature}: what is new of ${project} goes here`;
}

/** The text with a block before the line that holds the marker. */
export function insertBefore(text: string, marker: string, block: string, file: string): string {
  const lines = text.split('\n');
  const index = lines.findIndex((line) => line.trim() === marker);
  if (index < 0) {
    throw new CliError(
      `${file} has no line "${marker}" any more, so nothing can be added to it.`,
      'Put the line back where new things are to go, or move the file away to have a new one written.',
    );
  }
  return [...lines.slice(0, index), ...block.replace(/\n$/, '').split('\n'), ...lines.slice(index)].join('\n');
}

export function hasLine(text: string, marker: string): boolean {
  return text.split('\n').some((line) => line.trim() === marker);
}

/** PROJECT/CMK_ID with the id in lower case; a project's name keeps its capital letters. */
export function normalKeyId(id: string): string {
  const slash = id.indexOf('/');
  return id.slice(0, slash) + id.slice(slash).toLowerCase();
}

/** How a key is known where its id does not stand. */
export const referenceId = (project: string, keyReference: string): string => `${project} ${keyReference}`;
