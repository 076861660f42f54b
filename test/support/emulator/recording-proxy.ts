/** A proxy in front of an emulator that records every request and response. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Exchange } from '../../contract/contract';

export interface RecordingProxy {
  url: string;
  exchanges: (Exchange & { requestText: string })[];
  close(): Promise<void>;
}

const parse = (text: string): unknown => (text === '' ? undefined : JSON.parse(text));

export async function recordingProxy(target: string): Promise<RecordingProxy> {
  const exchanges: RecordingProxy['exchanges'] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const { pathname: path, search } = new URL(request.url ?? '/', 'http://proxy');
    const { authorization = '', 'content-type': contentType = 'application/json' } = request.headers;
    const method = request.method ?? '';
    const answer = await fetch(target + path + search, {
      method,
      headers: { authorization, 'content-type': contentType },
      body: body === '' ? undefined : body,
    });
    const text = await answer.text();
    const query = search.slice(1);
    const { status } = answer;
    const parsed = { requestBody: parse(body), responseBody: parse(text) };
    exchanges.push({ method, path, query, requestText: body, status, ...parsed });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    exchanges,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
