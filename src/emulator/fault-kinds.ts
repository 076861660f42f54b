/** The kinds of faults that the emulator can inject. */

/**
 * Each kind with its effect. "Takes effect" tells whether the emulator executes the request; `takesEffect` overrides it
 * for some kinds (docs/emulator.md).
 *
 * | kind | takes effect | what the caller sees |
 * |---|---|---|
 * | `refuse` | no | the connection is closed before any response |
 * | `reset` | no | the connection is reset (RST) before any response |
 * | `reset-after` | yes | the connection is reset before any response |
 * | `lost` | yes | the connection is closed before any response |
 * | `late` | after `ms` | the connection is closed immediately |
 * | `stall` | no | no response, and the connection stays open |
 * | `stall-body` | yes | headers and half of the body, and the connection stays open |
 * | `truncate` | yes | headers and half of the body, then the connection is closed |
 * | `wrong-length` | yes | a Content-Length of half the body |
 * | `html` | if `status` is below 400 | a proxy's HTML page with `status` (502) |
 * | `empty` | if `status` is below 400 | an empty body with `status` (200) |
 * | `bad-json` | yes | a body that is cut off and not valid JSON |
 * | `wrong-json` | yes | JSON that does not match the operation |
 * | `status` | no | `status` (503) with an error in Aiven's format: `message`, `errorCode`, `retryAfter` |
 * | `duplicate` | no | 409 with a message that contains "already exists" |
 * | `slow` | yes | the normal response, `ms` later |
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
