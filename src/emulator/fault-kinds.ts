/** The kinds of faults that the emulator can inject. */

/**
 * What goes wrong. The second column says whether the request is carried out nevertheless, unless `acts` says otherwise.
 *
 * | kind | acts | what the caller sees |
 * |---|---|---|
 * | `refuse` | no | the connection is closed before any answer |
 * | `reset` | no | the connection is reset (RST) before any answer |
 * | `reset-after` | yes | the same, after the request was carried out |
 * | `lost` | yes | the connection is closed before any answer, after the request was carried out |
 * | `late` | later | the connection is closed at once; the request is carried out `ms` later |
 * | `stall` | no | no answer ever comes |
 * | `stall-body` | yes | headers and half of the body, then nothing more |
 * | `truncate` | yes | headers and half of the body, then the connection is closed |
 * | `wrong-length` | yes | a Content-Length of half the body |
 * | `html` | below 400 | a proxy's HTML page, with `status` (502) |
 * | `empty` | below 400 | an empty body, with `status` (200) |
 * | `bad-json` | yes | a body that is cut short and is no JSON |
 * | `wrong-json` | yes | JSON of another shape than the operation's |
 * | `status` | no | `status` (503) with an error in Aiven's shape, `message`, `errorCode`, `retryAfter` |
 * | `duplicate` | no | 409 with a message that says "already exists" |
 * | `slow` | yes | the right answer, `ms` later |
 */
export const faultKinds = [
  'refuse',
  'reset',
  'reset-after',
  'lost',
  'late',
  'stall',
  'stall-body',
  'truncate',
  'wrong-length',
  'html',
  'empty',
  'bad-json',
  'wrong-json',
  'status',
  'duplicate',
  'slow',
] as const;
export type FaultKind = (typeof faultKinds)[number];
