/** The schema of the emulator's options. A mistake is reported before the emulator starts. */

import * as v from 'valibot';
import type { Clock } from '../clock';
import type { EmulatorOptions } from '../options';
import type { LoggedRequest } from '../request-log';
import type { Seed } from '../seed';
import { namesOr, projectSchema } from './project-schema';
import { seedSchema } from './seed-schema';
import { flag, mustBe, object, oneOf, secretMustBe, text } from './validate';

const atLeastZero = (what: string) => {
  const message = mustBe(`${what}, 0 or more`);
  return v.optional(v.pipe(v.number(message), v.minValue(0, message)));
};

const milliseconds = () => atLeastZero('a number of milliseconds');

/** What an HTTP header can transport. */
const token = v.pipe(
  v.string(secretMustBe('a string')),
  v.regex(/^[\x21-\x7e]+$/, secretMustBe('a non-empty string of visible ASCII characters without spaces')),
);

const path = () => text('a file path');

const seed = v.lazy(
  (input): v.GenericSchema<unknown, Seed | string> => (typeof input === 'string' ? path() : seedSchema),
);

const pem = () => v.string(secretMustBe('a PEM text'));

const isClock = (value: unknown) => typeof (value as Clock | null)?.now === 'function';

export const optionsSchema: v.GenericSchema<unknown, EmulatorOptions> = object({
  projects: v.optional(namesOr(projectSchema)),
  tokens: v.optional(v.array(token, secretMustBe('an array'))),
  badTokenStatus: v.optional(oneOf([401, 403])),
  shape: v.optional(oneOf(['full', 'openapi'])),
  accessorNames: v.optional(oneOf(['both', 'principal', 'role_arn'])),
  createStatus: v.optional(oneOf([200, 201])),
  duplicates: v.optional(oneOf(['allowed', 'refused'])),
  secondDefault: v.optional(oneOf(['clears', 'keeps'])),
  deletedKeys: v.optional(oneOf(['gone', 'shown'])),
  checkReferences: v.optional(flag()),
  listLag: milliseconds(),
  getLag: milliseconds(),
  grantSpreads: milliseconds(),
  ungrantedKeys: v.optional(oneOf(['accepted', 'refused'])),
  firstKeyForExisting: v.optional(oneOf(['allowed', 'refused'])),
  serviceShape: v.optional(oneOf(['full', 'six-fields'])),
  secrets: v.optional(oneOf(['redacted', 'absent'])),
  movingCmkId: v.optional(oneOf(['target', 'active'])),
  serviceDelay: milliseconds(),
  activationDelay: milliseconds(),
  deactivationDelay: milliseconds(),
  deletionDelay: milliseconds(),
  latency: milliseconds(),
  stateFile: v.optional(path()),
  seed: v.optional(seed),
  clock: v.optional(v.custom<Clock>(isClock, secretMustBe('an object with a function "now"'))),
  tls: v.optional(object({ key: pem(), cert: pem() }, secretMustBe('an object with "key" and "cert"'))),
  requestLogLimit: atLeastZero('a number of requests'),
  onRequest: v.optional(
    v.custom<(request: LoggedRequest) => void>((value) => typeof value === 'function', secretMustBe('a function')),
  ),
});
