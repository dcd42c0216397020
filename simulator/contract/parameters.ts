import { day, hour, minute, second } from '../../core/time.ts';
import {
  choice,
  count,
  lasting,
  type Parameter,
  type ParameterValue,
  status,
  text,
} from './parameter.ts';

const mebibyte = 1_048_576;

const ours = ['unspecified', "Muster's own choice"] as const;
const standard = (name: string) => ['documented', name] as const;
const like = (analogue: string) => ['inferred', analogue] as const;

/**
 * Every number, status code and name of the partner contract. Microsoft publishes none of them:
 * `documented` is what a public standard or page says, `inferred` what a public analogue does,
 * `unspecified` what Muster chose.
 */
export const parameters = {
  names: {
    role: text(
      'update_device_health',
      standard('public list of the app roles of the Microsoft Intune API'),
      'App role that a token must carry.',
    ),
    apiVersion: text('2026-01-01', like('SCEP validation header'), 'The version that is spoken.'),
  },
  answers: {
    errors: choice(
      ['problem', 'inbandNumber', 'inbandText'],
      like('RFC 9457; in-band codes as the SCEP validation service'),
      'Faults of a request as its status, or as 200 with an `errorCode`, a number or a text.',
    ),
    messages: choice(
      ['sync', 'async'],
      like('data synchronisation of device partners'),
      'Results of a threat message at once, or by asking for them later.',
    ),
    retryAfter: choice(
      ['seconds', 'date'],
      standard('RFC 9110, 10.2.3'),
      'The form of the header `Retry-After`.',
    ),
  },
  limits: {
    itemsPerMessage: count(500, like('revocation batches'), 'Items in one threat message.', 10_000),
    bodyBytes: count(mebibyte, ours, 'Bytes of one body.', 64 * mebibyte),
    threatsPerDevice: count(64, ours, 'Threats in one item.', 10_000),
    devicesPerRequest: count(100, ours, 'Devices that one App Sync request names.', 10_000),
    devicesPerPage: count(100, ours, 'Devices on one page of an inventory.', 10_000),
    pageBytes: count(mebibyte, ours, 'Bytes of one page of an inventory.', 64 * mebibyte),
    errorDetail: count(500, ours, 'Characters of what a partner says of its own error.', 10_000),
    requestsPerSecond: count(10, ours, 'Calls per second of one partner in one tenant.'),
    burst: count(20, ours, 'Calls that may come at once.'),
  },
  times: {
    tokenLifetime: lasting(hour, like('Entra access tokens'), 'How long a token is good for.'),
    assertionLifetime: lasting(
      10 * minute,
      like('Entra certificate credentials'),
      'The longest life of a client assertion.',
    ),
    clockSkew: lasting(5 * minute, like('usual token validation'), 'How far clocks may differ.'),
    messageMemory: lasting(
      7 * day,
      like('data synchronisation of device partners'),
      'How long a message id is remembered.',
    ),
    deviceRetry: lasting(15 * minute, ours, 'After which an unknown device is worth another try.'),
    asyncDelay: lasting(5 * second, ours, 'Until the result of an asynchronous message is there.'),
    heartbeatInterval: lasting(hour, ours, 'From one heartbeat to the next.'),
    fullInventoryEvery: lasting(
      4 * hour,
      like('network access control queries'),
      'How often the inventory of every device may be asked for.',
    ),
    inventoryKept: lasting(day, ours, 'How long the pages of an inventory can be read.'),
    busyRetry: lasting(second, ours, 'The shortest wait that `Retry-After` asks for.'),
    probeInterval: lasting(
      5 * minute,
      ours,
      'From one try to the next while messages are blocked.',
    ),
  },
  statuses: {
    blocked: status(409, standard('RFC 9110, 15.5.10'), 'Messages are blocked now.'),
    pending: status(202, standard('RFC 9110, 15.3.3'), 'Taken; results come later.'),
    malformed: status(400, standard('RFC 9110, 15.5.1'), 'Not JSON.'),
    unsupportedApiVersion: status(400, like('SCEP validation'), 'No or another `api-version`.'),
    tokenInQuery: status(400, standard('RFC 9700, 4.3.2'), 'A token in the address.'),
    invalidToken: status(401, standard('RFC 6750, 3.1'), 'Anything wrong with the token.'),
    missingRole: status(403, standard('RFC 6750, 3.1'), 'The token lacks the role.'),
    tenantMismatch: status(403, ours, 'The token is for another tenant.'),
    appSyncNotEnabled: status(403, ours, 'The admin has not switched App Sync on.'),
    unknownService: status(404, like('Microsoft Graph'), 'No such application.'),
    unknownTenant: status(404, standard('RFC 9110, 15.5.5'), 'No such tenant.'),
    unknownMessage: status(404, standard('RFC 9110, 15.5.5'), 'No such message or request.'),
    cursorExpired: status(410, standard('RFC 9110, 15.5.11'), 'The pages are gone.'),
    etagMismatch: status(412, standard('RFC 9110, 15.5.13'), 'The connector has changed since.'),
    tooLarge: status(413, standard('RFC 9110, 15.5.14'), 'Too many items, or too many bytes.'),
    mediaType: status(415, standard('RFC 9110, 15.5.16'), 'Not `application/json`.'),
    schema: status(422, standard('RFC 9110, 15.5.21'), 'The body is not what the schema says.'),
    payloadMismatch: status(422, like('Idempotency-Key draft'), 'Same id, another body.'),
    rateLimited: status(429, standard('RFC 6585, 4'), 'Too many calls.'),
    busy: status(503, standard('RFC 9110, 15.6.4'), 'More is asked than can be answered.'),
    tooOften: status(503, like('network access control queries'), 'All devices asked too often.'),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Parameter>>>>;

type Parameters = typeof parameters;

/** The values of all parameters, by group and name. */
export type ContractValues = {
  readonly [Group in keyof Parameters]: {
    readonly [Name in keyof Parameters[Group]]: Parameters[Group][Name] extends Parameter
      ? ParameterValue<Parameters[Group][Name]>
      : never;
  };
};
