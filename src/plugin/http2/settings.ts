/** What the two sides tell each other about what they take ([RFC 9113, section 6.5](https://www.rfc-editor.org/rfc/rfc9113#section-6.5)). */

import { ConnectionError, ErrorCode } from './error';

export const Setting = { maxConcurrentStreams: 3, initialWindowSize: 4 } as const;

/** Largest window, in bytes. */
export const MAX_WINDOW = 2 ** 31 - 1;

const ENTRY_LENGTH = 6;

export function encodeSettings(settings: readonly (readonly [id: number, value: number])[]): Buffer {
  const payload = Buffer.allocUnsafe(ENTRY_LENGTH * settings.length);
  for (const [index, [id, value]] of settings.entries()) {
    payload.writeUInt16BE(id, ENTRY_LENGTH * index);
    payload.writeUInt32BE(value, ENTRY_LENGTH * index + 2);
  }
  return payload;
}

/**
 * The client's window for streams, if it is among its settings. Its other settings change nothing here: nothing is pushed, no table
 * of headers is used for what is sent, and no frame is longer than everybody has to take.
 *
 * @throws ConnectionError when the settings are malformed.
 */
export function readStreamWindow(payload: Buffer): number | undefined {
  if (payload.length % ENTRY_LENGTH !== 0) throw new ConnectionError(ErrorCode.frameSize, 'Settings are cut off.');
  let window: number | undefined;
  for (let position = 0; position < payload.length; position += ENTRY_LENGTH) {
    if (payload.readUInt16BE(position) !== Setting.initialWindowSize) continue;
    window = payload.readUInt32BE(position + 2);
    if (window > MAX_WINDOW) throw new ConnectionError(ErrorCode.flowControl, 'A window is too large.');
  }
  return window;
}
