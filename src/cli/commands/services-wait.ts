/** `aiven-byok services wait`: until services run and their keys protect them. */

import type { ServiceReadiness } from '../../client';
import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption } from '../program/options';
import { parseDuration } from '../program/values';
import { withProject } from '../session/session';
import { tellPoweredOff, waitForService } from '../session/waiting';
import { cmkIdOption } from '../views/cmk-view';
import { associatedServiceColumns, associatedServiceJson, requireServiceNames } from '../views/service-view';

interface ServicesWaitOptions extends ConnectionOptions {
  cmkId?: string;
  timeout?: number;
  json?: boolean;
}

export const servicesWaitCommand: CommandDefinition<ServicesWaitOptions> = {
  name: 'services wait',
  summary: 'Wait until services run and their keys protect them',
  arguments: [{ name: '<services...>', description: 'names of services' }],
  options: [
    ...connectionOptions,
    { ...cmkIdOption, description: 'the key that must protect them (default: whichever they have)', required: false },
    { flags: '--timeout <time>', description: 'longest wait (default: 20m)', parse: parseDuration },
    jsonOption,
  ],
  json: 'An array of the services that are ready, each with the fields of `services get`.',
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
      for (const { service, poweredOff } of ready) if (poweredOff) tellPoweredOff(service.serviceName, context);
      const failures = waits.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      const [first, ...others] = failures;
      for (const other of others) output.error(other);
      if (first !== undefined) throw first;
      return ready.some(({ poweredOff }) => poweredOff) ? 1 : 0;
    });
  },
};
