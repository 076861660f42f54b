/** The report as SARIF 2.1.0, for code scanning. */

import { createHash } from 'node:crypto';
import { keepUnusedKmsKeys } from '../../../aiven';
import { version } from '../../../version';
import { printable } from '../../terminal/text';
import type { Problem, ProblemKind } from '../problems';

type Level = 'error' | 'warning' | 'note';

const rules: Readonly<Record<ProblemKind, { level: Level; text: string; help: string }>> = {
  unprotected: {
    level: 'error',
    text: 'The service is encrypted with Aiven-managed keys.',
    help: 'Move the service to a key with "aiven-byok services set-key", or add an exemption.',
  },
  'unknown-key': {
    level: 'error',
    text: 'The service is encrypted with a key that its project does not have.',
    help: 'Find out which key it is before you disable any KMS key.',
  },
  'old-key': {
    level: 'warning',
    text: 'The service is encrypted with an old key.',
    help: 'Move the service with "aiven-byok rotate".',
  },
  'in-transition': {
    level: 'note',
    text: 'The service is not active with its key yet.',
    help: 'Wait until the service is running.',
  },
  'default-key': {
    level: 'note',
    text: 'The service is encrypted with the default key of its project.',
    help: 'Give the service a key of its own if your policy requires it.',
  },
  'unused-key': {
    level: 'note',
    text: 'No service uses the key.',
    help: `Delete the key from Aiven if it is not needed. ${keepUnusedKmsKeys}`,
  },
  'older-than': {
    level: 'warning',
    text: 'The registration of the key is too old.',
    help: 'Rotate with "aiven-byok rotate".',
  },
  worse: {
    level: 'error',
    text: 'The service is less protected than in the baseline, or new and not encrypted with a current key.',
    help: 'Find out who changed the key of the service, or created it without a current key.',
  },
  'expired-exemption': {
    level: 'error',
    text: 'The exemption of an unprotected service has expired.',
    help: 'Encrypt the service with a key, or extend the exemption.',
  },
  'unread-project': {
    level: 'error',
    text: 'The project could not be read.',
    help: 'Give the owner of the token a role in the project.',
  },
};

/**
 * Exempt services are not results: SARIF could mark them as suppressed, but GitHub opens alerts for suppressed results.
 * @param problems The results
 */
export function reportSarif(problems: readonly Problem[]) {
  const ids = Object.keys(rules) as ProblemKind[];
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'aiven-byok',
            semanticVersion: version,
            rules: ids.map((id) => ({
              id,
              shortDescription: { text: rules[id].text },
              help: { text: rules[id].help },
              defaultConfiguration: { level: rules[id].level },
            })),
          },
        },
        automationDetails: { id: 'aiven-byok/report' },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => resultOf(problem, ids)),
      },
    ],
  };
}

function resultOf({ kind, project, serviceName, cmkId, message }: Problem, ids: readonly ProblemKind[]) {
  const path = [project, serviceName ?? cmkId].filter((segment) => segment !== null);
  return {
    ruleId: kind,
    ruleIndex: ids.indexOf(kind),
    level: rules[kind].level,
    message: { text: printable(message) },
    locations: [
      {
        // GitHub shows only results with a file. This one need not exist.
        physicalLocation: {
          artifactLocation: { uri: ['aiven', ...path].map(encodeSegment).join('/') },
          region: { startLine: 1 },
        },
        logicalLocations: [
          {
            fullyQualifiedName: path.map(printable).join('/'),
            kind: serviceName ? 'service' : cmkId ? 'key' : 'project',
          },
        ],
      },
    ],
    // Otherwise GitHub computes it from the lines of the file.
    partialFingerprints: { primaryLocationLineHash: `${hashOf(JSON.stringify([kind, ...path]))}:1` },
  };
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** A path segment of a URI. */
const encodeSegment = (text: string) => encodeURIComponent(printable(text));
