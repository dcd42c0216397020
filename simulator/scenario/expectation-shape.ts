import { screenNames } from '../../core/flows/flow.ts';
import { choiceNames } from '../../core/flows/flows.ts';
import { partnerKeys, partnerOf } from '../../core/partners.ts';
import { warningCodes } from '../../core/reasons.ts';
import {
  complianceStates,
  eventNames,
  launchOutcomes,
  messageTypes,
  partnerStates,
  threatStates,
} from '../../core/vocabulary.ts';
import { wipeRequestStates } from '../../core/wipe-requests.ts';
import type { ConnectorField, DeviceField } from '../port/observation.ts';
import {
  type Field,
  keyed,
  list,
  nullable,
  type ObjectOf,
  object,
  optional,
  record,
  required,
} from '../source/collection.ts';
import { text, word } from '../source/scalar.ts';
import { type Located, located, named, refined, remembered, type Shape } from '../source/shape.ts';
import { reasonCodes, replyWord } from './code.ts';
import { inventoryShape } from './inventory-shape.ts';

/** What is expected of one field, with the key within it where the field is a map. */
export interface Expected {
  readonly key: Located<string> | null;
  readonly expected: Located<string | readonly string[]>;
}

type ExpectedField = Field<readonly Expected[], 'optional'>;

const single = (shape: Shape<string | readonly string[]>, description: string): ExpectedField =>
  optional(
    refined(located(shape), (expected) => [{ key: null, expected }]),
    description,
  );

const byName = (
  noun: string,
  shape: Shape<string | readonly string[]>,
  description: string,
): ExpectedField =>
  optional(
    refined(
      record(`${noun} to what is expected`, text(`the name of ${noun}`), located(shape)),
      (entries) =>
        entries.flatMap(({ name, at, value }): Expected[] => {
          const tree = { kind: 'leaf', value: name, text: name, ...at } as const;
          return value === undefined ? [] : [{ key: { value: name, tree }, expected: value }];
        }),
    ),
    description,
  );

const byKey = <K extends string>(
  noun: string,
  keys: readonly K[],
  shape: Shape<string>,
  description: string,
  describeKey: (key: K) => string,
): ExpectedField =>
  optional(
    refined(keyed(noun, keys, located(shape), describeKey), (entries) =>
      entries.flatMap(({ name, at, value }): Expected[] => {
        const tree = { kind: 'leaf', value: name, text: name, ...at } as const;
        return value === undefined ? [] : [{ key: { value: name, tree }, expected: value }];
      }),
    ),
    description,
  );

const data = ['present', 'wiped'] as const;

const deviceFieldShapes: Readonly<Record<DeviceField, ExpectedField>> = {
  complianceState: single(
    word('compliance state', complianceStates),
    'Graph `complianceState`, as of the last calculation.',
  ),
  reasons: single(
    reasonCodes('reasons'),
    'Why it is noncompliant or in grace: exactly these codes, in any order.',
  ),
  warnings: single(
    refined(list(word('warning', warningCodes)), (codes) => [...new Set(codes)].sort()),
    'Advice codes, exactly these: what an admin should know although no verdict depends on it.',
  ),
  apps: byName('an app', word('outcome', launchOutcomes), 'By app: how its last launch ended.'),
  appReasons: byName('an app', reasonCodes('appReasons'), 'By app: why its last launch ended so.'),
  access: byName(
    'a resource',
    word('access', ['granted', 'denied']),
    'By resource: what a token requested now would get.',
  ),
  accessReasons: byName(
    'a resource',
    reasonCodes('accessReasons'),
    'By resource: why it is denied.',
  ),
  orgData: byName('an app', word('state of data', data), "By app: the organisation's data in it."),
  personalData: single(word('state of data', data), "The user's own data on the device."),
  wipeRequests: byName(
    'an app',
    word('state of a wipe request', [...wipeRequestStates, 'none'] as const),
    'By app: what became of the last request to wipe it; `none` is none listed.',
  ),
  threatState: byKey(
    'partner',
    partnerKeys,
    named('storedState', word('stored threat state', [...threatStates, 'none'] as const)),
    'By partner: the state Intune has stored; `none` is nothing stored.',
    (key) => partnerOf(key).displayName,
  ),
  tokens: byName(
    'a resource',
    word('state of a token', ['none', 'valid', 'expired']),
    'By resource: the token last got with `requestToken`.',
  ),
  screen: single(
    named('screen', word('screen', screenNames)),
    'The screen of the end-user flow the user stands on.',
  ),
  choices: single(
    refined(list(named('choice', word('choice', choiceNames))), (names) =>
      [...new Set(names).values()].sort(),
    ),
    'What can be chosen on that screen: exactly these, in any order.',
  ),
  inventory: optional(
    inventoryShape,
    'By partner: what its last requests for apps and certificates got of the device.',
  ),
};

export type DeviceExpected = { readonly [F in DeviceField]?: readonly Expected[] };
export const deviceShape: Shape<DeviceExpected> = named(
  'deviceExpected',
  remembered(object('what is expected of a device', deviceFieldShapes)),
);

const messageTypeWords: Readonly<Record<(typeof messageTypes)[number], string>> = {
  deviceThreat: 'Reports of devices.',
  appSync: 'Requests for app inventories.',
  certificateSync: 'Requests for certificates.',
};

const connectorFieldShapes: Readonly<Record<ConnectorField, ExpectedField>> = {
  partnerState: single(
    word('partner state', partnerStates),
    'Graph `partnerState`, as the admin centre shows it.',
  ),
  messages: byKey(
    'message type',
    messageTypes,
    word('fate of a message', ['accepted', 'blocked']),
    'By message type: what a message would meet now.',
    (key) => messageTypeWords[key],
  ),
};

export type ConnectorExpected = { readonly [F in ConnectorField]?: readonly Expected[] };
export const connectorShape: Shape<ConnectorExpected> = named(
  'connectorExpected',
  remembered(object('what is expected of a connector', connectorFieldShapes)),
);

const eventFields = {
  event: required(located(word('event', eventNames)), 'What happened.'),
  device: required(located(text('the name of a device')), 'On which device.'),
  app: optional(located(text('the key of an app')), 'For `selectiveWipe`: in which app.'),
  policy: optional(
    located(text('the name of a policy')),
    "For a policy's actions: which policy; any if left out.",
  ),
};
export type EventEntry = ObjectOf<typeof eventFields>;

export const eventsShape = named(
  'events',
  object('the exact events', {
    exactly: required(
      list(object('an event', eventFields)),
      'The events since the end of the step before, no more and no fewer, in any order.',
    ),
  }),
);

export const repliesShape = list(nullable(located(replyWord)));

const grades = ['met', 'informational', 'violated'] as const;
export const gradeShape = word('grade', grades);
