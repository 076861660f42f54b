/** The code that header texts are shortened with ([RFC 7541, appendix B](https://www.rfc-editor.org/rfc/rfc7541#appendix-B)): decoding only. */

import { ConnectionError, ErrorCode } from './error';

/**
 * The number of bits of each byte's code, one digit to the base of 36 a byte. The code is canonical: ordered by length, then by
 * byte, each code is the next number, so that the lengths say all. The end-of-string code is the last one, thirty ones.
 */
const LENGTHS =
  'dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6ca' +
  'd67777777777777777777777878djde6f56565666577666567655677777fbeds' +
  'kmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmolmnnllmlnmnnkmmmnmmn' +
  'qqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrq';

const END_OF_STRING = 256;

/** Pairs of children, by the bit that follows: another pair's index, or `~byte` where a code ends. */
let tree: Int16Array | undefined;

function growTree(): Int16Array {
  const lengths = [...LENGTHS].map((digit) => Number.parseInt(digit, 36));
  lengths.push(30);
  const symbols = lengths.map((_, symbol) => symbol).sort((a, b) => (lengths[a] as number) - (lengths[b] as number));
  const grown = new Int16Array(2 * END_OF_STRING);
  let code = 0;
  let codeLength = 0;
  let used = 2;
  for (const symbol of symbols) {
    const length = lengths[symbol] as number;
    code <<= length - codeLength;
    codeLength = length;
    let at = 0;
    for (let bit = length - 1; bit > 0; bit--) {
      const slot = at + ((code >>> bit) & 1);
      if (grown[slot] === 0) {
        grown[slot] = used;
        used += 2;
      }
      at = grown[slot] as number;
    }
    grown[at + (code & 1)] = ~symbol;
    code++;
  }
  return grown;
}

/** @throws ConnectionError when the bytes are no such text: a wrong end, or the end's own code. */
export function decodeHuffman(bytes: Uint8Array): Buffer {
  tree ??= growTree();
  // The shortest code has five bits.
  const text = Buffer.allocUnsafe(Math.floor((bytes.length * 8) / 5));
  let length = 0;
  let at = 0;
  let bitsOfCode = 0;
  let onlyOnes = true;
  for (const byte of bytes) {
    for (let mask = 0x80; mask !== 0; mask >>= 1) {
      const bit = (byte & mask) === 0 ? 0 : 1;
      const next = tree[at + bit] as number;
      if (next >= 0) {
        at = next;
        bitsOfCode++;
        onlyOnes &&= bit === 1;
        continue;
      }
      if (~next === END_OF_STRING) throw malformed();
      text[length++] = ~next;
      at = 0;
      bitsOfCode = 0;
      onlyOnes = true;
    }
  }
  // What is left over is the beginning of the end's code, and less than a byte of it.
  if (bitsOfCode > 7 || !onlyOnes) throw malformed();
  return text.subarray(0, length);
}

function malformed(): ConnectionError {
  return new ConnectionError(ErrorCode.compression, 'A header is not in the Huffman code.');
}
