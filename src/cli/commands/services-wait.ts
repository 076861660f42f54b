/** `aiven-byok services wait`: waits until services run and are encrypted with their keys. */

import type { ServiceReadiness } from '../../client';
import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption, timeoutOption } from '../program/options';
import { withProject } from '../session/session';
import { waitForService, warnPoweredOff } from '../session/waiting';
import { cmkIdOption } from '../views/cmk-view';
import { associatedServiceColumns, associatedServiceJson, requireServiceNames } from '../views/service-view';

interface ServicesWaitOptions extends ConnectionOptions {
  cmkId?: string;
  timeout?: number;
  json?: boolean;
}

export const servicesWaitCommand: CommandDefinition<ServicesWaitOptions> = {
  name: 'services wait',
  summary: 'Wait until services run and are encrypted with their keys',
  description: 'Exits with code 1 if a service is powered off: its key changes only when it is powered on.',
  arguments: [{ name: '<services...>', description: 'names of the services' }],
  options: [
    ...connectionOptions,
    {
      ...cmkIdOption,
      description: 'wait until they are encrypted with this key (default: the key that each has)',
      required: false,
    },
    timeoutOption,
    jsonOption,
  ],
  json: 'An array of the services that are ready, with the fields of `services get`.',
  examples: ['aiven-byok services wait orders invoices --timeout 30m'],
  async run({ cmkId, timeout, json, ...connection }, context) {
    const names = [...new Set(context.arguments)];
    requireServiceNames(names);
    const { output } = context;
    return withProject(connection, context, async (session) => {
      const wait = { cmkId, timeoutMs: timeout };
      const waits = await Promise.allSettled(names.map((name) => waitForService(session, name, wait, context)));
      const ready = waits.flatMap((one): ServiceReadiness[] => (one.status === 'fulfilled' ? [one.value] : []));
      if (json) output.json(ready.map(associatedServiceJson));
      else output.table(associatedServiceColumns, ready);
      for (const { service, poweredOff } of ready) if (poweredOff) warnPoweredOff(service.serviceName, context);
      const failures = waits.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      const [first, ...others] = failures;
      for (const other of others) output.error(other);
      if (first !== undefined) throw first;
      return ready.some(({ poweredOff }) => poweredOff) ? 1 : 0;
    });
  },
};
