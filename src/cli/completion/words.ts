/** What can be completed where, made from the command definitions. */

import type { CommandDefinition, OptionDefinition } from '../program/command';
import { globalOptions } from '../program/program';

export interface CompletedOption {
  /** `--output`. */
  long: string;
  /** `-o`, or undefined. */
  short?: string;
  description: string;
  /** What comes after it; undefined when nothing does. */
  value?: { choices: readonly string[]; isFile: boolean };
}

/** A place where words are completed: after nothing, after `cmks`, after `cmks list`. */
export interface Place {
  /** The words before, joined by blanks. */
  path: string;
  /** The next words, with what they do. */
  words: { word: string; description: string }[];
  options: CompletedOption[];
}

const everywhere: readonly OptionDefinition[] = [...globalOptions, { flags: '-h, --help', description: 'show help' }];

export function placesOf(
  commands: readonly CommandDefinition[],
  groups: Readonly<Record<string, string>>,
): readonly Place[] {
  const root: Place = {
    path: '',
    words: [],
    options: [...everywhere, { flags: '--version', description: 'print the version' }].map(completed),
  };
  const places = new Map([['', root]]);
  for (const { name, summary, options, arguments: taken = [] } of commands) {
    const [first = '', second] = name.split(' ');
    if (second === undefined) root.words.push({ word: first, description: summary });
    else {
      const group = places.get(first) ?? { path: first, words: [], options: everywhere.map(completed) };
      if (!places.has(first)) root.words.push({ word: first, description: groups[first] ?? '' });
      places.set(first, group);
      group.words.push({ word: second, description: summary });
    }
    const words = taken.flatMap(({ choices = [] }) => choices.map((word) => ({ word, description: '' })));
    places.set(name, { path: name, words, options: [...options, ...everywhere].map(completed) });
  }
  return [...places.values()];
}

function completed({ flags, description, offered = [], choices = offered }: OptionDefinition): CompletedOption {
  const [, short, long = '', value] = /^(?:(-\w), )?(--[\w-]+)(?: <(.+)>)?$/.exec(flags) ?? [];
  return {
    long,
    short,
    description,
    value: value === undefined ? undefined : { choices, isFile: value === 'file' || value === 'folder' },
  };
}

/** A text as one word of a POSIX shell, always in quotes. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
