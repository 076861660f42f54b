/**
 * The report as OpenMetrics text (https://prometheus.io/docs/specs/om/open_metrics_spec/), for a textfile collector.
 *
 * Written without a library: those for Node keep a registry of live metrics. All metrics are gauges without units, so that the text is
 * also valid in Prometheus' own format, which the textfile collector of node_exporter reads.
 */

import { printable } from '../../terminal/text';
import { isExempt, summarize } from '../coverage';
import { coverages, type Report } from '../model';

type Labels = Readonly<Record<string, string>>;

interface Metric {
  name: string;
  help: string;
  samples: readonly (readonly [Labels, number])[];
}

/** The format requires a final line feed, which the caller adds. */
export function reportOpenMetrics(report: Report): string {
  const lines = metricsOf(report).flatMap(({ name, help, samples }) => [
    `# TYPE ${name} gauge`,
    `# HELP ${name} ${help}`,
    ...samples.map(([labels, value]) => `${name}${labelText(labels)} ${value}`),
  ]);
  return [...lines, '# EOF'].join('\n');
}

function metricsOf({ generatedAt, projects, unread }: Report): Metric[] {
  const services = projects.flatMap(({ project, services }) => services.map((one) => ({ project, ...one })));
  const cmks = projects.flatMap(({ project, cmks }) => cmks.map((one) => ({ project, ...one })));
  const registered = cmks.filter(({ ageDays }) => ageDays !== null);
  return [
    metric('report_timestamp_seconds', 'When the report was generated.', [[{}, Date.parse(generatedAt) / 1000]]),
    metric('project_read', 'Whether the project could be read.', [
      ...projects.map(({ project }) => [{ project }, 1] as const),
      ...unread.map(({ project }) => [{ project }, 0] as const),
    ]),
    metric(
      'services',
      'Number of services by coverage and exemption.',
      projects.flatMap((one) => {
        const { project } = one;
        const summary = summarize([one]);
        const exempt = { project, coverage: 'unprotected', exempt: 'true' };
        return [
          ...coverages.map(
            (coverage) =>
              [
                { project, coverage, exempt: 'false' },
                summary[coverage] - (coverage === 'unprotected' ? summary.exempt : 0),
              ] as const,
          ),
          [exempt, summary.exempt] as const,
        ];
      }),
    ),
    metric(
      'service_protected',
      'Whether the service is active with a current key.',
      services.map((one) => {
        const { serviceName, serviceType } = one.service;
        const labels = { project: one.project, service: serviceName, type: serviceType, exempt: String(isExempt(one)) };
        return [labels, Number(one.coverage === 'protected')];
      }),
    ),
    metric(
      'key_services',
      'Number of services whose key this is.',
      cmks.map(({ project, cmk, services }) => [{ project, cmk_id: cmk.cmkId, provider: cmk.cloud }, services.length]),
    ),
    metric(
      'key_registered_timestamp_seconds',
      'When the key was registered in Aiven. Registering the same KMS key again resets it.',
      registered.map(({ project, cmk }) => [
        { project, cmk_id: cmk.cmkId, provider: cmk.cloud },
        Date.parse(cmk.createdAt) / 1000,
      ]),
    ),
  ];
}

function metric(name: string, help: string, samples: Metric['samples']): Metric {
  return { name: `aiven_byok_${name}`, help, samples };
}

function labelText(labels: Labels): string {
  const list = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return list.length === 0 ? '' : `{${list.join(',')}}`;
}

/** Line feeds and other control characters are already visible escapes. */
function escapeLabel(text: string): string {
  return printable(text).replace(/["\\]/g, '\\$&');
}
