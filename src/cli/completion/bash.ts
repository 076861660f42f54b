/** The completion script for bash (3.2, as macOS has it, and later). */

import { type CompletedOption, type Place, quoted } from './words';

export function bashScript(places: readonly Place[]): string {
  const values = places.flatMap(({ path, options }) =>
    options.filter(({ value }) => value !== undefined).map((option) => `    ${valueCase(path, option)}`),
  );
  const words = places.map(({ path, words, options }) => {
    const all = [...words.map(({ word }) => word), ...options.map(({ long }) => long)];
    return `    ${quoted(path)}) words=${quoted(all.join(' '))} ;;`;
  });
  return `# aiven-byok completion for bash: eval "$(aiven-byok completion bash)"
_aiven_byok() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} place= word words= index
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    case "$place \${word}" in
${pathCases(places)}
    esac
  done
  COMPREPLY=()
  case "$place $previous" in
${values.join('\n')}
  esac
  case "$place" in
${words.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _aiven_byok aiven-byok`;
}

function valueCase(path: string, { long, short, value }: CompletedOption): string {
  const names = [long, ...(short === undefined ? [] : [short])].map((name) => quoted(`${path} ${name}`)).join('|');
  if (value?.isFile) return `${names}) COMPREPLY=($(compgen -f -- "$current")); return ;;`;
  const choices = value?.choices ?? [];
  if (choices.length === 0) return `${names}) return ;;`;
  return `${names}) COMPREPLY=($(compgen -W ${quoted(choices.join(' '))} -- "$current")); return ;;`;
}

/** Which words lead on: \`cmks\` from nowhere, \`list\` from \`cmks\`. Works in bash and zsh. */
export function pathCases(places: readonly Place[]): string {
  return places
    .filter(({ path }) => path !== '')
    .map(({ path }) => {
      const words = path.split(' ');
      const before = words.slice(0, -1).join(' ');
      return `      ${quoted(`${before} ${words.at(-1)}`)}) place=${quoted(path)} ;;`;
    })
    .join('\n');
}
