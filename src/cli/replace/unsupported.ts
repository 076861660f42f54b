/** Explains why a configuration of the official provider is not valid for ours: each block and argument, with its place and the way out. */

import { CliError } from '../errors/cli-error';
import { nothingReplaced } from '../errors/hints';

interface Diagnostic {
  readonly summary: string;
  readonly detail?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
  readonly snippet?: { readonly context?: string | null };
}

/** @param json what `terraform validate -json` prints @returns undefined if the configuration has no unsupported part */
export function explainUnsupported(json: string): CliError | undefined {
  const parts = diagnosticsIn(json).flatMap((diagnostic) => {
    const name = /^Unsupported (block type|argument)$/.test(diagnostic.summary)
      ? /"([^"]+)"/.exec(diagnostic.detail ?? '')?.[1]
      : undefined;
    return name === undefined ? [] : [`${placeOf(diagnostic)}: "${name}". ${wayOut(name)}`];
  });
  if (parts.length === 0) return undefined;
  return new CliError(
    `The configuration uses ${parts.length === 1 ? 'a setting' : `${parts.length} settings`} of the official provider:\n${parts.map((part) => `  ${part}`).join('\n')}`,
    nothingReplaced,
  );
}

function diagnosticsIn(json: string): readonly Diagnostic[] {
  try {
    const { diagnostics } = JSON.parse(json) as { diagnostics?: Diagnostic[] };
    return diagnostics ?? [];
  } catch {
    return [];
  }
}

function placeOf({ range, snippet }: Diagnostic): string {
  const file = range === undefined ? 'The configuration' : `${range.filename}:${range.start.line}`;
  return snippet?.context ? `${file}, ${snippet.context}` : file;
}

function wayOut(name: string): string {
  if (name.endsWith('_user_config')) return 'Write its settings as "user_config = { … }", as printed above.';
  if (name === 'service_integrations') {
    return 'Remove it, and keep its aiven_service_integration with the official provider.';
  }
  return 'Remove it: this provider does not have it.';
}
