/** Projects for rotations, and checks of their result. */

import { awsKey, type Ended, gcpKey, oneId, otherId, project, type Scene } from '../scene';

export const newKey = `${gcpKey}-2`;
export const rotate = ['rotate', '--from', oneId, '--to', otherId];
export const pg = (service_name: string, cmk_id: string | null = oneId) => ({
  service_name,
  service_type: 'pg',
  plan: 'startup-4',
  cmk_id,
});
export const names = (count: number) =>
  Array.from({ length: count }, (_, index) => `s${String(index).padStart(2, '0')}`);

/** A project whose first key, the default key, has this many services. */
export const seedOf = (count: number) => ({
  projects: [
    {
      name: project,
      cmks: [
        { id: oneId, provider: 'gcp' as const, resource: gcpKey, default_cmk: true },
        { id: otherId, provider: 'aws' as const, resource: awsKey },
      ],
      services: [...names(count).map((name) => pg(name)), pg('plain', null)],
    },
  ],
});

export const keysOf = (scene: Scene) =>
  scene.emulator
    .call('ServiceList', project)
    .services.filter(({ service_name: name }) => name !== 'plain')
    .map(({ cmk_id }) => cmk_id);
export const outcomes = ({ out }: Ended) =>
  JSON.parse(out).services.map(({ outcome }: { outcome: string }) => outcome) as string[];
export const writes = (scene: Scene) => scene.operations.filter((name) => !/List|Get/.test(name));
