import { bindingLabel } from '../../../src/aiven';

test('no two services share a label, whatever hyphens and underscores their names have', () => {
  const projects = ['a', 'a_', 'a-', 'a_b', 'a-b', 'a_b_c', 'service_a', '2024_Test', '_2024_Test', '-a'];
  const services = ['b', 'b-c', 'c', 'a', 'b-'];
  const labels = projects.flatMap((project) => services.map((serviceName) => bindingLabel({ project, serviceName })));
  expect(new Set(labels).size).toBe(projects.length * services.length);
  for (const label of labels) expect(label).toMatch(/^[a-z_][\w-]*$/i);
});
