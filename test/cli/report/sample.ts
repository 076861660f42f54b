/** A project with every coverage, and with names that the API would reject. */

import type { Seed } from '../../../src/emulator';
import { awsKey, gcpKey, oneId, otherId, project, type Scene, withScene } from '../scene';

export const azureKey = 'https://acme.vault.azure.net/keys/orders/00000000000000000000000000000003';
export const unusedId = '3c9d0e1f-2a3b-4c5d-8e7f-8a9b0c1d2e3f';
const strangerId = '4c9d0e1f-2a3b-4c5d-8e7f-8a9b0c1d2e3f';

export const hostileNames = [
  '<script>window.hacked = 1</script>',
  '"><img src=x onerror="window.hacked = 2">',
  "' onmouseover='window.hacked = 3",
  '</title></svg><svg onload=window.hacked=4>',
  '=HYPERLINK("x")',
  'abc\u202egpj.exe\u0007',
  '\x1b[31mred\x1b[2J\u2028\r\n\x1b]0;title\x07',
];

const pg = { service_type: 'pg', plan: 'startup-4' };

export const sample: Seed = {
  projects: [
    {
      name: project,
      cmks: [
        { id: oneId, provider: 'gcp', resource: gcpKey, default_cmk: true },
        { id: otherId, provider: 'aws', resource: awsKey, status: 'old' },
        { id: unusedId, provider: 'azure', resource: azureKey },
      ],
      services: [
        { ...pg, service_name: 'orders', cmk_id: oneId },
        { ...pg, service_name: 'moving', cmk_id: oneId, state: 'REBALANCING' },
        { ...pg, service_name: 'off', cmk_id: oneId, state: 'POWEROFF' },
        { ...pg, service_name: 'legacy', cmk_id: otherId },
        ...hostileNames.map((name) => ({ ...pg, service_name: name, cmk_id: null })),
      ],
    },
  ],
};

/** The same project with a service whose key the project does not list. */
export const withSample = (use: (scene: Scene) => Promise<void>) =>
  withScene({ seed: sample }, async (scene) => {
    const stranger = { service_name: 'stranger', service_type: 'pg', plan: 'startup-4' };
    scene.emulator.call('ServiceCreate', project, {}, stranger);
    scene.emulator.store.service(project, 'stranger').cmk_id = strangerId;
    await use(scene);
  });
