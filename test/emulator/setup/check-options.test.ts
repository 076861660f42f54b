import { Emulator, type EmulatorOptions } from '../../../src/emulator';

const operations = '"writes", or an array of CMKAccessorsList, CMKList';

test.each<[object, string]>([
  [{ latency: -1 }, 'latency must be a number of milliseconds from 0 on; got -1'],
  [{ serviceDelay: Number.NaN }, 'serviceDelay must be a number of milliseconds from 0 on; got NaN'],
  [{ listLag: '5s' }, 'listLag must be a number of milliseconds from 0 on; got "5s"'],
  [{ stateFile: '' }, 'stateFile must be the path of a file; got ""'],
  [{ seed: '' }, 'seed must be the path of a file; got ""'],
  [{ projects: ['acme', ''] }, 'projects[1].name must be a string; got ""'],
  [{ projects: [7] }, 'projects[0] must be a name or an object; got 7'],
  [{ projects: [{ name: 'a', byok: 'no' }] }, 'projects[0].byok must be true or false; got "no"'],
  [{ projects: [{ name: 'a', denny: 'writes' }] }, 'projects[0] has no denny; it may have name, byok, deny, accessors'],
  [{ projects: [{ name: 'a', deny: ['CMKListe'] }] }, `projects[0].deny must be ${operations}`],
  [{ seed: { projects: [{ name: 'a', byok: 1 }] } }, 'seed: projects[0].byok must be true or false; got 1'],
  [{ seed: { projects: [{ name: 'a', deny: 'all' }] } }, `seed: projects[0].deny must be ${operations}`],
  [
    { seed: { projects: [{ name: 'a', accessors: { amazon: {} } }] } },
    'seed: projects[0].accessors has no amazon; it may have aws, azure, gcp, oci',
  ],
])('%j is refused before anything starts', (options, sentence) => {
  expect(() => new Emulator(options as EmulatorOptions)).toThrow(sentence);
});

test('a token that no header can hold is refused, and not shown', () => {
  expect(() => new Emulator({ tokens: ['right', ''] })).toThrow('tokens[1] must be letters, digits and signs');
  expect(() => new Emulator({ tokens: ['se cret'] })).toThrow(
    /^tokens\[0\] must be letters, digits and signs, without blanks$/,
  );
});
