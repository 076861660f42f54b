/** Which file contains what after a run: objects stay where they are, under the names that they have. */

import fc from 'fast-check';
import { bindingLabel } from '../../../src/aiven';
import { hclFormat, typescriptFormat } from '../../../src/cli/adopt';
import type { AdoptedFile } from '../../../src/cli/adopt/files';
import type { CodeFormat } from '../../../src/cli/adopt/format';
import { asFile, cmk, firstFile, gcpKey, idOf, nothing, planOf, service, whole } from './found';

const formats = [hclFormat, typescriptFormat];
const edit = (file: AdoptedFile) => asFile(file, (text) => `${text}\n`);

/** What a file lists: import IDs and names. */
const listing = ({ entries }: AdoptedFile) =>
  entries.map(({ project, id, name, isRemoved }) => `${project}/${id} ${name}${isRemoved ? ' removed' : ''}`);

/** Runs in a folder with these files, and returns all that it has then. */
function runAgain(
  format: CodeFormat,
  files: readonly AdoptedFile[],
  found: Parameters<typeof planOf>[1],
  options?: Parameters<typeof planOf>[3],
) {
  const plan = planOf(format, found, files, options);
  const written = plan.writes.map((write) => asFile(write));
  const kept = files.filter((file) => !written.some(({ name }) => name === file.name));
  return { ...plan, files: [...kept, ...written].sort((one, other) => one.number - other.number) };
}

const acme = { cmks: [cmk(1, gcpKey('orders')), cmk(2)], services: [service('a', idOf(1)), service('b', idOf(2))] };
const other = { project: 'other', cmks: [cmk(1, gcpKey('orders'))], services: [service('a', idOf(1))] };

describe.each(formats.map((format) => [format.extension, format] as const))('%s', (extension, format) => {
  test('a second run writes nothing', () => {
    const file = firstFile(format, [acme, other]);
    expect(planOf(format, [acme, other], [file])).toMatchObject({ writes: [], lost: [], skipped: [] });
    const crlf = asFile(file, (text) => text.replaceAll('\n', '\r\n'));
    expect(planOf(format, [acme, other], [crlf]).writes).toEqual([]);
  });

  test('a run with another project keeps all objects, and their names', () => {
    const file = firstFile(format, [acme]);
    const { files } = runAgain(format, [file], [acme, other], { requested: ['other'] });
    expect(listing(files[0] as AdoptedFile)).toEqual([...listing(file), ...listing(files[0] as AdoptedFile).slice(-2)]);
    expect(files).toHaveLength(1);
    expect(listing(files[0] as AdoptedFile).slice(-2)).toEqual([
      expect.stringContaining(`other/${idOf(1)}`),
      expect.stringContaining('other/a'),
    ]);
  });

  test('a run for keys only keeps bindings', () => {
    const file = firstFile(format, [acme]);
    expect(planOf(format, [acme], [file], { wanted: { ...whole, bindings: false, services: false } }).writes).toEqual(
      [],
    );
  });

  test('what the state manages stays in the file that lists it, and is new to no other', () => {
    const file = firstFile(format, [acme]);
    const state = {
      ...nothing,
      keys: new Set([`acme-prod/${idOf(1)}`, `acme-prod/${idOf(2)}`, `acme-prod/${idOf(3)}`]),
      services: new Set(['acme-prod/a', 'acme-prod/b']),
      bindings: new Set(['acme-prod/a', 'acme-prod/b']),
    };
    const plan = planOf(format, [{ ...acme, cmks: [...acme.cmks, cmk(3)] }], [file], { state });
    expect(plan).toMatchObject({ writes: [], projects: [{ inState: { keys: 1, services: 0 } }] });
    expect(planOf(format, [acme], [], { state }).writes).toEqual([]);
  });

  test('an edited file is not touched: new objects go into the next file, which is then rewritten', () => {
    const first = edit(firstFile(format, [acme]));
    expect(planOf(format, [acme], [first]).writes).toEqual([]);
    const more = { ...acme, cmks: [...acme.cmks, cmk(3, gcpKey('orders'))] };
    const second = runAgain(format, [first], [more]);
    expect(second.skipped).toEqual([first]);
    expect(second.files.map(({ name }) => name)).toEqual([`adopted.${extension}`, `adopted-2.${extension}`]);
    expect(second.files[1]?.entries.map(({ id }) => id)).toEqual([idOf(3)]);
    const names = second.files.flatMap(({ entries }) => entries.map(({ type, name }) => `${type} ${name}`));
    expect(new Set(names).size).toBe(names.length);

    const evenMore = { ...more, cmks: [...more.cmks, cmk(4)] };
    const third = runAgain(format, second.files, [evenMore]);
    expect(third.skipped).toEqual([]);
    expect(third.files[0]).toBe(first);
    expect(third.files[1]?.entries.map(({ id }) => id)).toEqual([idOf(3), idOf(4)]);
    const fourth = runAgain(format, third.files.map(edit), [{ ...evenMore, cmks: [...evenMore.cmks, cmk(5)] }]);
    expect(fourth.files.map(({ name }) => name)).toContain(`adopted-3.${extension}`);
  });

  test('the next file gets the number after the highest', () => {
    const first = edit({ ...firstFile(format, [acme]), name: `adopted-7.${extension}`, number: 7 });
    const [write] = planOf(format, [other], [first]).writes;
    expect(write?.name).toBe(`adopted-8.${extension}`);
  });

  test('a renamed file counts as edited, and a new first file repeats none of its names', () => {
    const first = { ...firstFile(format, [acme]), name: `keys.${extension}`, number: 0, isEdited: true };
    const more = { ...acme, cmks: [...acme.cmks, cmk(3, gcpKey('orders'))] };
    const { files } = runAgain(format, [first], [more]);
    expect(files.map(({ name }) => name)).toEqual([`keys.${extension}`, `adopted.${extension}`]);
    expect(files[1]?.entries.map(({ id }) => id)).toEqual([idOf(3)]);
    const names = files.flatMap(({ entries }) => entries.map(({ name }) => name.split('/')[0]));
    expect(names.slice(0, -1)).not.toContain(names.at(-1));
    expect(files[1]?.text).not.toContain('required_providers');
  });

  test('what no longer exists is removed from the file and reported once, and its name stays reserved', () => {
    const file = firstFile(format, [acme]);
    const without = { cmks: acme.cmks.slice(1), services: acme.services.slice(1) };
    const { lost, files } = runAgain(format, [file], [without]);
    expect(lost).toMatchObject([
      { entry: { id: idOf(1) }, outcome: 'removed' },
      { entry: { id: 'a' }, outcome: 'removed' },
    ]);
    const [key] = listing(file);
    expect(listing(files[0] as AdoptedFile)).toContain(`${key} removed`);
    expect(files[0]?.text).not.toContain(`"acme-prod/${idOf(1)}"`);
    expect(planOf(format, [without], files)).toMatchObject({ writes: [], lost: [] });

    // A key of the same name must not get the address that the state may still have for the deleted one.
    const again = runAgain(format, files, [{ ...without, cmks: [...without.cmks, cmk(3, gcpKey('orders'))] }]);
    const names = again.files[0]?.entries.map(({ type, name }) => `${type} ${name}`) ?? [];
    expect(new Set(names).size).toBe(names.length);
  });

  test('a service that exists again gets its name back', () => {
    const file = firstFile(format, [acme], { wanted: whole });
    const without = runAgain(format, [file], [{ cmks: acme.cmks, services: [] }]);
    expect(without.lost).toHaveLength(2);
    const entry = file.entries.find(({ id }) => id === 'a');
    // A state that was not refreshed still has it.
    const address = format === hclFormat ? 'aiven_pg.a' : 'aiven_pg.adopted-acme-prod_a_0123ABCD';
    const state = { ...nothing, services: new Set(['acme-prod/a']), addresses: new Set([address]) };
    const again = runAgain(format, without.files, [acme], { wanted: whole, state });
    expect(again.files[0]?.entries).toContainEqual(entry);
    expect(again.files[0]?.entries.filter(({ id }) => id === 'a')).toHaveLength(1);
    // Unless the state has it at another address.
    const moved = { ...state, addresses: new Set(['aiven_pg.mine']) };
    expect(
      runAgain(format, without.files, [acme], { wanted: whole, state: moved }).files[0]?.entries,
    ).not.toContainEqual(entry);
  });

  test('a binding that exists again gets its name back', () => {
    const file = firstFile(format, [acme]);
    const without = runAgain(format, [file], [{ cmks: acme.cmks, services: [] }]);
    const entry = file.entries.find(({ id }) => id === 'a');
    const label = format === hclFormat ? entry?.name : bindingLabel({ project: 'acme-prod', serviceName: 'a' });
    const services = new Set(['acme-prod/a']);
    const addresses = new Set([`aiven_cmk_service_association.${label}`]);
    const state = { ...nothing, services, bindings: services, addresses };
    expect(runAgain(format, without.files, [acme], { state }).files[0]?.entries).toContainEqual(entry);
  });

  test('--keep-missing leaves the file as it is, and new objects go into the next one', () => {
    const file = firstFile(format, [acme]);
    const found = { cmks: [...acme.cmks.slice(1), cmk(3)], services: acme.services };
    const { lost, files, skipped } = runAgain(format, [file], [found], { keepMissing: true });
    expect(lost).toMatchObject([{ entry: { id: idOf(1) }, outcome: 'kept' }]);
    expect(files[0]).toBe(file);
    expect(files[1]?.entries.map(({ id }) => id)).toEqual([idOf(3)]);
    expect(skipped).toEqual([file]);
  });

  test('what an edited file lists and Aiven no longer has is reported', () => {
    const file = edit(firstFile(format, [acme]));
    const { lost, writes } = planOf(format, [{ ...acme, cmks: acme.cmks.slice(0, 1), services: [] }], [file]);
    expect(writes).toEqual([]);
    expect(lost.map(({ entry, outcome }) => [entry.id, outcome])).toEqual([
      [idOf(2), 'edited'],
      ['a', 'edited'],
      ['b', 'edited'],
    ]);
  });

  test('a service that lost its key in Aiven keeps it in the file', () => {
    const file = firstFile(format, [acme]);
    const plan = planOf(format, [{ ...acme, services: [service('a'), service('b', idOf(2))] }], [file]);
    expect(plan).toMatchObject({ writes: [], lost: [{ entry: { id: 'a' }, outcome: 'detached' }] });
  });

  test('a file is not rewritten without every project that it lists', () => {
    const file = firstFile(format, [acme, other]);
    expect(() => planOf(format, [acme], [file])).toThrow('lists objects of a project that was not read');
  });
});

const names = fc.constantFrom('orders', 'orders-2', 'class', 'key', 'Orders', 'orders-key', 'a');
const histories = fc.array(
  fc.record({
    keys: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 6 }), names), { selector: ([index]) => index }),
    services: fc.uniqueArray(fc.tuple(names, fc.integer({ min: 0, max: 6 })), {
      selector: ([name]) => name.toLowerCase(),
    }),
    requested: fc.constantFrom(['acme-prod'], ['other'], ['acme-prod', 'other']),
    wanted: fc.constantFrom(whole, { ...whole, services: false }, { ...whole, keys: false, services: false }),
    isEdited: fc.boolean(),
    keepMissing: fc.boolean(),
  }),
  { minLength: 2, maxLength: 6 },
);

test.each(formats.map((format) => [format.extension, format] as const))(
  '%s: in no history of runs does an object that exists leave its file or change its name, and no name is given twice',
  (_, format) => {
    fc.assert(
      fc.property(histories, (history) => {
        let files: AdoptedFile[] = [];
        for (const { keys, services, requested, wanted, isEdited, keepMissing } of history) {
          const cmks = keys.map(([index, name]) => cmk(index, gcpKey(name)));
          const list = services.map(([name, index]) => service(name.toLowerCase(), cmks[index]?.cmkId ?? null));
          const found = ['acme-prod', 'other'].map((project) => ({ project, cmks, services: list }));
          const before = files;
          ({ files } = runAgain(format, files, found, { requested, wanted, keepMissing }));
          for (const file of before) {
            const after = files.find(({ name }) => name === file.name);
            for (const entry of file.entries.filter((one) => !one.isRemoved)) {
              const now = after?.entries.find(
                ({ type, project, id }) => type === entry.type && project === entry.project && id === entry.id,
              );
              expect(now).toMatchObject({ name: entry.name });
              const exists =
                entry.type === 'aiven_cmk'
                  ? cmks.some(({ cmkId }) => cmkId === entry.id)
                  : list.some(
                      ({ serviceName, cmkId }) =>
                        serviceName === entry.id && (cmkId !== null || entry.type === 'aiven_pg'),
                    );
              if (exists) expect(now?.isRemoved).toBeUndefined();
            }
          }
          const owners = new Map<string, string>();
          for (const { type, project, id, name } of files.flatMap(({ entries }) => entries)) {
            const owner = `${project}/${id}`;
            expect(owners.get(`${type} ${name}`) ?? owner).toBe(owner);
            owners.set(`${type} ${name}`, owner);
          }
          const objects = files.flatMap(({ entries }) =>
            entries
              .filter((one) => !one.isRemoved)
              .map(({ type, project, id }) => `${type === 'aiven_cmk'} ${project} ${id}`),
          );
          expect(objects.filter((object, index) => objects.indexOf(object) !== index)).toEqual([]);
          if (isEdited) files = files.map(edit);
        }
      }),
      { numRuns: 60 },
    );
  },
);
