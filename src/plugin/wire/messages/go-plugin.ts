/** The services that go-plugin's client expects in addition to the provider's: health, stdio and controller. */

import { bytes, defineMessage, enumeration, string } from '../field';
import { defineService } from '../service';

export const ServingStatus = { serving: 1, notServing: 2, serviceUnknown: 3 } as const;

export const healthService = defineService('grpc.health.v1.Health', {
  Check: {
    request: defineMessage('grpc.health.v1.HealthCheckRequest', { service: string(1) }),
    response: defineMessage('grpc.health.v1.HealthCheckResponse', { status: enumeration(1) }),
    kind: 'unary',
  },
} as const);

const empty = defineMessage('plugin.Empty', {});

export const controllerService = defineService('plugin.GRPCController', {
  Shutdown: { request: empty, response: empty, kind: 'unary' },
} as const);

export const stdioService = defineService('plugin.GRPCStdio', {
  StreamStdio: {
    request: defineMessage('google.protobuf.Empty', {}),
    response: defineMessage('plugin.StdioData', { channel: enumeration(1), data: bytes(2) }),
    kind: 'server-stream',
  },
} as const);
