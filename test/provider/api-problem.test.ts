import { describeApiProblem } from '../../src/provider/api-problem';
import { errorOf, withClient } from '../support/emulator/client';

test('explains a missing project and a project without BYOK, and keeps other errors', async () => {
  await withClient({ emulator: { projects: ['acme-prod', { name: 'plain', byok: false }] } }, async ({ client }) => {
    const missing = describeApiProblem(await errorOf(client.cmks.list('nowhere')));
    expect(missing?.summary).toBe('Failed to find Aiven project "nowhere"');
    expect(missing?.path).toEqual(['project']);
    const plain = describeApiProblem(await errorOf(client.cmks.list('plain')));
    expect(plain?.summary).toBe('Failed to use BYOK: it is not enabled for Aiven project "plain"');
    const gone = await errorOf(client.cmks.get('acme-prod', '1b671a64-40d5-491e-99b0-da01ff1f3341'));
    expect(describeApiProblem(gone)).toBeUndefined();
  });
});
