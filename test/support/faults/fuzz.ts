/** Feeds damaged input to every parser of the plugin server: each must parse it, or reject it with a status. */

import type { Type } from '../../../src/plugin/value/value';
import type { MessageType } from '../../../src/plugin/wire/field';
import { encodeFrame, RequestCollector } from '../../../src/plugin/wire/frame';
import { decodeJsonState } from '../../../src/plugin/wire/json-state';
import { providerService } from '../../../src/plugin/wire/messages';
import { decodeValue } from '../../../src/plugin/wire/msgpack';
import { decodeMessage, encodeMessage } from '../../../src/plugin/wire/protobuf';
import { createRoutes } from '../../../src/plugin/wire/routes';
import { StatusError } from '../../../src/plugin/wire/status';
import { encodeStatusMessage, MAX_STATUS_LENGTH } from '../../../src/plugin/wire/trailers';
import { randomMessage } from '../../plugin/wire/random-message';
import { Random } from '../random';

const type: Type = [
  'object',
  {
    text: 'string',
    count: 'number',
    on: 'bool',
    any: 'dynamic',
    list: ['list', ['map', 'string']],
    set: ['set', 'number'],
  },
];
const requests = Object.values(providerService.methods).map(({ request }) => request);

/** Encoded once, because encoding a message takes longer than decoding ten damaged ones. The same for every seed. */
const encoded = requests.map((request) => {
  const random = new Random(1);
  return Array.from({ length: 30 }, () => encodeMessage(request, randomMessage(request, random.next) as never));
});
const findRoute = createRoutes([{ service: providerService, handlers: {} }]);

// {"text": "a", "count": 1, "list": [{"k": "v"}], "any": ["\"string\"", "x"], "set": [1, 2]}
const msgpack = Buffer.from(
  '85a474657874a161a5636f756e7401a46c6973749181a16ba176a3616e7992a822737472696e6722a178a3736574920102',
  'hex',
);
const json = Buffer.from('{"text":"a","count":1.5,"list":[{"k":"v"}],"any":{"type":"string","value":"x"},"set":[1,2]}');

const targets: { readonly [name: string]: (random: Random) => void } = {
  frame(random) {
    const collector = new RequestCollector(1024);
    const bytes = damage(encodeFrame(bytesOf(random, 40)), random);
    for (let at = 0; at < bytes.length; ) {
      const end = at + 1 + random.below(16);
      collector.add(bytes.subarray(at, end));
      at = end;
    }
    collector.finish();
  },
  protobuf(random) {
    const at = random.below(requests.length);
    const bytes = random.chance(0.2) ? bytesOf(random, 60) : damage(random.pick(encoded[at] as Uint8Array[]), random);
    decodeMessage(requests[at] as MessageType, bytes);
  },
  msgpack(random) {
    decodeValue(type, random.chance(0.3) ? bytesOf(random, 60) : damage(msgpack, random));
  },
  json(random) {
    decodeJsonState(type, damage(json, random));
  },
  headers(random) {
    const text = bytesOf(random, 60).toString(random.pick(['utf8', 'utf16le', 'latin1'] as const));
    if (findRoute(text) !== undefined) throw new Error('found a route that does not exist');
    const encoded = encodeStatusMessage(text.repeat(1 + random.below(3)));
    if (!/^[ -~]*$/.test(encoded) || encoded.length > MAX_STATUS_LENGTH) throw new Error('not a header value');
    decodeURIComponent(encoded);
  },
};

export interface FuzzReport {
  readonly accepted: { readonly [target: string]: number };
  readonly rejected: { readonly [target: string]: number };
  /** What failed in another way, with the seed that repeats it. */
  readonly problems: readonly string[];
}

/** Runs `count` inputs. Input number i has the seed `seed + i`, so one seed repeats one input. */
export function fuzz(seed: number, count: number): FuzzReport {
  const names = Object.keys(targets);
  const accepted: { [target: string]: number } = {};
  const rejected: { [target: string]: number } = {};
  const problems: string[] = [];
  for (let own = seed; own < seed + count; own += 1) {
    const name = names[own % names.length] as string;
    try {
      targets[name]?.(new Random(own));
      accepted[name] = (accepted[name] ?? 0) + 1;
    } catch (error) {
      if (error instanceof StatusError) rejected[name] = (rejected[name] ?? 0) + 1;
      else problems.push(`seed ${own}, ${name}: ${error instanceof Error ? error.stack : error}`);
    }
  }
  return { accepted, rejected, problems };
}

function bytesOf(random: Random, atMost: number): Buffer {
  return Buffer.from(Array.from({ length: random.below(atMost + 1) }, () => random.below(256)));
}

/** Changes, inserts, cuts off or repeats a few bytes. */
function damage(bytes: Uint8Array, random: Random): Buffer {
  let damaged = Buffer.from(bytes);
  for (let times = random.below(4); times > 0 && damaged.length > 0; times -= 1) {
    const at = random.below(damaged.length);
    const kind = random.below(4);
    if (kind === 0) damaged[at] = random.pick([0, 0x7f, 0x80, 0xff, random.below(256)]);
    else if (kind === 1) damaged = Buffer.concat([damaged.subarray(0, at), bytesOf(random, 6), damaged.subarray(at)]);
    else if (kind === 2) damaged = damaged.subarray(0, at);
    else damaged = Buffer.concat([damaged, damaged.subarray(at)]);
  }
  return damaged;
}
