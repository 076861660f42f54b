/** The completion script for fish. */

import type { CompletedOption, Place } from './words';

export function fishScript(places: readonly Place[]): string {
  const lines = places.flatMap(({ path, words, options }) => {
    const at = `complete -c aiven-byok -n ${quoted(`__aiven_byok_at "${path}"`)}`;
    return [
      ...words.map(({ word, description }) => `${at} -a ${word} -d ${quoted(description)}`),
      ...options.map((option) => `${at} ${optionPart(option)}`),
    ];
  });
  const paths = places
    .filter(({ path }) => path !== '')
    .map(({ path }) => {
      const words = path.split(' ');
      return `            case ${quoted(`${words.slice(0, -1).join(' ')} ${words.at(-1)}`)}\n                set place ${quoted(path)}`;
    });
  return `# aiven-byok completion for fish: aiven-byok completion fish | source
function __aiven_byok_at
    set -l place ''
    for word in (commandline -opc)[2..-1]
        switch "$place $word"
${paths.join('\n')}
        end
    end
    test "$place" = $argv[1]
end
complete -c aiven-byok -f
${lines.join('\n')}`;
}

function optionPart({ long, short, description, value }: CompletedOption): string {
  const names = `-l ${long.slice(2)}${short === undefined ? '' : ` -s ${short.slice(1)}`} -d ${quoted(description)}`;
  if (value === undefined) return names;
  if (value.isFile) return `${names} -r -F`;
  return value.choices.length === 0 ? `${names} -x` : `${names} -x -a ${quoted(value.choices.join(' '))}`;
}

/** Inside single quotes fish knows two escapes. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
