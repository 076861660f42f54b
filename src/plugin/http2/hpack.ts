/** Headers as HTTP/2 sends them ([RFC 7541](https://www.rfc-editor.org/rfc/rfc7541)): all that a client may send is read, the plainest form is written. */

import { ConnectionError, ErrorCode } from './error';
import { decodeHuffman } from './huffman';

type Header = readonly [name: string, value: string];

/** Appendix A, in its order, which starts at 1. */
const staticTable: readonly Header[] = (
  ':authority|:method GET|:method POST|:path /|:path /index.html|:scheme http|:scheme https|:status 200|:status 204|:status 206|' +
  ':status 304|:status 400|:status 404|:status 500|accept-charset|accept-encoding gzip, deflate|accept-language|accept-ranges|' +
  'accept|access-control-allow-origin|age|allow|authorization|cache-control|content-disposition|content-encoding|' +
  'content-language|content-length|content-location|content-range|content-type|cookie|date|etag|expect|expires|from|host|' +
  'if-match|if-modified-since|if-none-match|if-range|if-unmodified-since|last-modified|link|location|max-forwards|' +
  'proxy-authenticate|proxy-authorization|range|referer|refresh|retry-after|server|set-cookie|strict-transport-security|' +
  'transfer-encoding|user-agent|vary|via|www-authenticate'
)
  .split('|')
  .map((entry) => {
    const [name = '', ...value] = entry.split(' ');
    return [name, value.join(' ')];
  });

/** Of the table that both sides build, in bytes: what is allowed as long as nobody has said otherwise. */
const TABLE_SIZE = 4096;

/** What an entry counts beside its text, in bytes. */
const ENTRY_OVERHEAD = 32;

/** All headers of a request together may be this long, in bytes; go-grpc sends less than one KiB. */
const MAX_HEADERS = 64 * 1024;

/** Reads the headers of one connection, in the order in which they came: each may lean on those before. */
export class HeaderDecoder {
  /** The newest entry first. */
  readonly #recent: Header[] = [];
  #size = 0;
  #allowed = TABLE_SIZE;

  /**
   * The headers by name; of a name that comes twice the last one counts.
   *
   * @throws ConnectionError when they are malformed or too long.
   */
  decode(block: Buffer): { readonly [name: string]: string | undefined } {
    const reader = new BlockReader(block);
    const headers: { [name: string]: string } = Object.create(null);
    let length = 0;
    while (!reader.isAtEnd) {
      const first = reader.peek();
      if (first >= 0x20 && first < 0x40) {
        this.#resize(reader.integer(5));
        continue;
      }
      const [name, value] = this.#header(reader, first);
      length += name.length + value.length + ENTRY_OVERHEAD;
      if (length > MAX_HEADERS) throw new ConnectionError(ErrorCode.enhanceYourCalm, 'The headers are too long.');
      headers[name] = value;
    }
    return headers;
  }

  #header(reader: BlockReader, first: number): Header {
    if (first >= 0x80) return this.#entry(reader.integer(7));
    const isKept = first >= 0x40;
    const index = reader.integer(isKept ? 6 : 4);
    const header: Header = [index === 0 ? reader.text() : this.#entry(index)[0], reader.text()];
    if (isKept) this.#keep(header);
    return header;
  }

  #entry(index: number): Header {
    const entry = index <= staticTable.length ? staticTable[index - 1] : this.#recent[index - 1 - staticTable.length];
    return entry ?? fail(`there is no header ${index}`);
  }

  #keep(header: Header): void {
    this.#recent.unshift(header);
    this.#size += sizeOf(header);
    this.#evict();
  }

  #resize(size: number): void {
    if (size > TABLE_SIZE) fail(`a table of ${size} bytes is asked for`);
    this.#allowed = size;
    this.#evict();
  }

  #evict(): void {
    while (this.#size > this.#allowed) this.#size -= sizeOf(this.#recent.pop() as Header);
  }
}

/** Headers that lean on nothing but the status 200 of the static table; names are in lower case, all is ASCII. */
export function encodeHeaders(headers: { readonly [name: string]: string }): Buffer {
  const parts: Buffer[] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (name === ':status' && value === '200') parts.push(Buffer.from([0x88]));
    else parts.push(Buffer.from([0]), encodeText(name), encodeText(value));
  }
  return Buffer.concat(parts);
}

function encodeText(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  if (bytes.length < 0x7f) return Buffer.concat([Buffer.from([bytes.length]), bytes]);
  const length = [0x7f];
  let rest = bytes.length - 0x7f;
  for (; rest > 0x7f; rest >>>= 7) length.push((rest & 0x7f) | 0x80);
  return Buffer.concat([Buffer.from([...length, rest]), bytes]);
}

class BlockReader {
  #position = 0;

  constructor(private readonly bytes: Buffer) {}

  get isAtEnd(): boolean {
    return this.#position >= this.bytes.length;
  }

  peek(): number {
    return this.bytes[this.#position] ?? fail('it ends too early');
  }

  /** A number that begins in the low bits of a byte. */
  integer(bits: number): number {
    const most = (1 << bits) - 1;
    let value = this.peek() & most;
    this.#position++;
    if (value < most) return value;
    for (let shift = 0; shift <= 21; shift += 7) {
      const byte = this.peek();
      this.#position++;
      value += (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    return fail('a number is too big');
  }

  text(): string {
    const isShortened = this.peek() >= 0x80;
    const length = this.integer(7);
    const end = this.#position + length;
    if (end > this.bytes.length) fail('a text ends too early');
    const bytes = this.bytes.subarray(this.#position, end);
    this.#position = end;
    return (isShortened ? decodeHuffman(bytes) : bytes).toString('latin1');
  }
}

function sizeOf([name, value]: Header): number {
  return name.length + value.length + ENTRY_OVERHEAD;
}

function fail(reason: string): never {
  throw new ConnectionError(ErrorCode.compression, `The headers are malformed: ${reason}.`);
}
