/** The completion script for zsh. */

import { pathCases } from './bash';
import { type CompletedOption, type Place, quoted } from './words';

export function zshScript(places: readonly Place[]): string {
  const values = places.flatMap(({ path, options }) =>
    options.filter(({ value }) => value !== undefined).map((option) => `    ${valueCase(path, option)}`),
  );
  const all = places.map(({ path, words, options }) => {
    const described = [
      ...words.map(({ word, description }) => describe(word, description)),
      ...options.map(({ long, description }) => describe(long, description)),
    ];
    return `    ${quoted(path)}) all=(${described.join(' ')}) ;;`;
  });
  return `#compdef aiven-byok
# aiven-byok completion for zsh: eval "$(aiven-byok completion zsh)", after compinit
_aiven_byok() {
  local current=$words[CURRENT] previous=$words[CURRENT-1] place= word
  local -a all
  for word in $words[2,CURRENT-1]; do
    case "$place $word" in
${pathCases(places)}
    esac
  done
  case "$place $previous" in
${values.join('\n')}
  esac
  case "$place" in
${all.join('\n')}
  esac
  _describe 'aiven-byok' all
}
compdef _aiven_byok aiven-byok`;
}

function valueCase(path: string, { long, short, value }: CompletedOption): string {
  const names = [long, ...(short === undefined ? [] : [short])].map((name) => quoted(`${path} ${name}`)).join('|');
  if (value?.isFile) return `${names}) _files; return ;;`;
  const choices = value?.choices ?? [];
  if (choices.length === 0) return `${names}) return ;;`;
  return `${names}) all=(${choices.map(quoted).join(' ')}); _describe 'value' all; return ;;`;
}

/** A colon divides a word from what it does. */
function describe(word: string, description: string): string {
  return quoted(`${word.replaceAll(':', '\\:')}:${description}`);
}
