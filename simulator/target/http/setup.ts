import type { PartnerKey } from '../../../core/partners.ts';
import type { Readings } from '../../../core/readings.ts';
import type { Duration } from '../../../core/time.ts';
import {
  type Capability,
  capabilityNames,
  capabilityOfField,
  capabilityOfVerb,
} from '../../port/capability.ts';
import {
  type ConnectorField,
  connectorFields,
  type DeviceField,
  deviceFields,
} from '../../port/observation.ts';
import type { Verb } from '../../port/operation.ts';

/** The sides of a service; each has an address of its own, and may be missing. */
export const surfaceNotes = {
  graph: 'Microsoft Graph, before the version: connectors, policies, managed devices',
  partner: 'the partner contract, before `/partner/v1`: heartbeats, threat messages',
  device: 'the device side, before `/device`: check-ins, launches, tokens, what a device shows',
  tokens: 'the token endpoint; `{tenant}` stands for the id of the tenant',
  control: 'where tenants are loaded and the clock is set; takes what no other surface offers',
} as const;
export type SurfaceName = keyof typeof surfaceNotes;

/** Everything of a target that can be looked at: fields of devices and connectors, and events. */
export const shownNames = [...deviceFields, ...connectorFields, 'events'] as const;
export type Shown = DeviceField | ConnectorField | 'events';

const ofVerbs = new Set<Capability>(Object.values(capabilityOfVerb));
const ofFields = new Set<Capability | null>(Object.values(capabilityOfField));

/** Capabilities that no verb needs and a look alone does: they follow from what is shown. */
const isShown = (capability: Capability): boolean =>
  capability === 'events' || (ofFields.has(capability) && !ofVerbs.has(capability));

/** What a target file may claim: the rest follows from `shows` and from the clock. */
export const actingNames: readonly Capability[] = capabilityNames.filter(
  (name) => name !== 'clock-control' && !isShown(name),
);

/** Who asks: an application with its secret, or a token that was made elsewhere. */
export type Credential =
  | { readonly kind: 'client'; readonly id: string; readonly secret: string }
  | { readonly kind: 'token'; readonly token: string };

/**
 * A clock that is set to each instant, or one that runs by itself, `factor` times as fast as the
 * machine's. The latter plays cases that end within `atMost` of the machine's time and look at no
 * two instants that are nearer to each other than `apart`.
 */
export type TargetClock =
  | { readonly kind: 'stepped' }
  | {
      readonly kind: 'running';
      readonly factor: number;
      readonly atMost: Duration;
      readonly apart: Duration;
    };

export type Tenancy =
  | { readonly manner: 'perCase' }
  /** One tenant, which is reset before each case. */
  | { readonly manner: 'shared'; readonly id: string };

/** How a service is reached and what it can do. Plain data with secrets in it: never recorded. */
export interface TargetSetup {
  /** What it is called in records and reports. */
  readonly name: string;
  readonly surfaces: Readonly<Partial<Record<SurfaceName, string>>> & {
    /** Without it no tenant could be loaded for a case. */
    readonly control: string;
  };
  readonly scopes: Readonly<Record<Resource, string>>;
  readonly credentials: {
    readonly admin: Credential | null;
    /** A bearer token for the control surface, where that asks for one. */
    readonly control: string | null;
    readonly partners: Readonly<Partial<Record<PartnerKey, Credential>>>;
  };
  readonly tenancy: Tenancy;
  readonly clock: TargetClock;
  readonly can: readonly Capability[];
  readonly shows: readonly Shown[];
  /** Verbs it lacks although it can do the rest of their kind. */
  readonly lacks: readonly Verb[];
  /** How it decides what the documents leave open, as far as its owner says. */
  readonly readings: Partial<Readings>;
  /** A request without an answer for so long is broken, in milliseconds. */
  readonly timeout: Duration;
}

export const usualScopes = {
  graph: 'https://graph.microsoft.com/.default',
  intune: 'https://api.manage.microsoft.com//.default',
  device: 'urn:muster:devices/.default',
} as const;
export type Resource = keyof typeof usualScopes;

export const usualTimeout: Duration = 30_000;

/** A service of ours, whose control surface tells everything else. */
export const ownSetup = (origin: string, control: string): TargetSetup => ({
  name: origin,
  surfaces: {
    graph: origin,
    partner: origin,
    device: origin,
    tokens: `${origin}/{tenant}/oauth2/v2.0/token`,
    control: `${control}/_control`,
  },
  scopes: usualScopes,
  credentials: { admin: null, control: null, partners: {} },
  tenancy: { manner: 'perCase' },
  clock: { kind: 'stepped' },
  can: actingNames,
  shows: shownNames,
  lacks: [],
  readings: {},
  timeout: usualTimeout,
});

/** In the words of the port: what it claims, and what follows from its clock and what it shows. */
export const capabilitiesOf = ({ can, shows, clock }: TargetSetup): ReadonlySet<Capability> => {
  const all = new Set<Capability>(can);
  if (clock.kind === 'stepped') all.add('clock-control');
  if (shows.includes('events')) all.add('events');
  for (const field of deviceFields) {
    const capability = capabilityOfField[field];
    if (capability !== null && isShown(capability) && shows.includes(field)) all.add(capability);
  }
  return all;
};
