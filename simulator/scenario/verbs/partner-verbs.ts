import type { PartnerKey } from '../../../core/partners.ts';
import { type ThreatState, threatStates } from '../../../core/vocabulary.ts';
import { reportedStateOf } from '../../contract/cloud.ts';
import { packNames, vendorPacks } from '../../contract/packs.ts';
import type { Operation, PartnerOperation } from '../../port/operation.ts';
import { type Choice, type ObjectOf, object, optional, required } from '../../source/collection.ts';
import { listed } from '../../source/nearest.ts';
import { durationText, text, word } from '../../source/scalar.ts';
import { type Located, located } from '../../source/shape.ts';
import { entryOf, isMapping, type Tree } from '../../source/tree.ts';
import { unknownName } from '../../tenant/names.ts';
import { knownDevice, type TimelineState } from '../timeline-state.ts';
import { askedBy, whoAsks } from './asked-by.ts';
import { type Act, deviceName, partner, verb } from './verb.ts';

const partnerOnly = object('a partner', { partner: required(partner, 'Key of the partner.') });

type Request = 'requestAppSync' | 'requestCertificateSync';
type Simple = Exclude<PartnerOperation['do'], 'report' | Request> | 'revokeConsent';

const simple = (name: Simple, description: string): Choice<Act> =>
  verb(description, partnerOnly, (args: { readonly partner: PartnerKey }, state) => {
    if (name === 'provision') state.connectors.add(args.partner);
    const operation: { do: string; partner: PartnerKey } = { do: name, partner: args.partner };
    return operation as Operation;
  });

const reportFields = {
  partner: required(partner, 'Whose message it is.'),
  device: optional(deviceName, 'The device it is about.'),
  deviceId: optional(text('an id'), 'Instead of `device`: an id the tenant does not know (ID-01).'),
  state: optional(word('threat state', threatStates), 'Graph `partnerReportedThreatState`.'),
  risk: optional(
    located(text("the vendor's word for a risk")),
    "Instead of `state`: the risk in the vendor's own words, as the `pack` of its connector has it.",
  ),
  observedAt: optional(
    durationText,
    'When the partner saw it, from the start; the message arrives now. Default: now.',
  ),
};

/** The id of a device, known or not; undefined after a report, null where none is named. */
const deviceIdOf = (
  { device, deviceId }: { device?: Located<string>; deviceId?: string },
  state: TimelineState,
  tree: Tree,
): string | null | undefined => {
  if (device !== undefined && !knownDevice(state, device)) return undefined;
  if (deviceId !== undefined && state.devices.has(deviceId)) {
    state.report(tree, 'name', `the tenant knows \`${deviceId}\`, so it is a \`device\``);
  }
  return device?.value ?? deviceId ?? null;
};

const requestFields = {
  partner: required(partner, 'Who asks.'),
  device: optional(deviceName, 'The device it asks about. Default: every device of the tenant.'),
  deviceId: optional(text('an id'), 'Instead of `device`: an id the tenant does not know (ID-01).'),
};

const request = (name: Request, description: string): Choice<Act> =>
  verb(description, object('a partner', requestFields), (args, state, tree) => {
    if (args.device !== undefined && args.deviceId !== undefined) {
      state.report(tree, 'type', 'a request names a `device` or a `deviceId`, not both');
      return undefined;
    }
    const device = deviceIdOf(args, state, tree);
    if (device === undefined) return undefined;
    return { do: name, partner: args.partner, ...(device !== null && { device }) };
  });

/** What the vendor's word means to Intune; a word for no level leaves the app just activated. */
const stateOfRisk = (
  key: PartnerKey,
  { value, tree }: Located<string>,
  state: TimelineState,
): ThreatState | undefined => {
  const pack = vendorPacks[state.tenant.clouds?.[key]?.pack ?? ''];
  if (pack === undefined) {
    const help = `give it a \`pack\`: ${listed(packNames)}`;
    state.report(tree, 'conflict', `the connector of \`${key}\` has no words of its own`, { help });
    return undefined;
  }
  const level = Object.hasOwn(pack.risk, value) ? pack.risk[value] : undefined;
  if (level === undefined) {
    unknownName(tree, 'risk', value, Object.keys(pack.risk), state.report);
    return undefined;
  }
  return level === null ? 'activated' : reportedStateOf(level);
};

const stateOf = (
  { partner: key, state: given, risk }: ObjectOf<typeof reportFields>,
  state: TimelineState,
  tree: Tree,
): ThreatState | undefined => {
  // A value that cannot be read has been reported already, and is there all the same.
  const named = ['state', 'risk'].filter((key) => isMapping(tree) && entryOf(tree, key));
  if (named.length !== 1) {
    state.report(tree, 'type', 'a report names either a `state` or a `risk`');
    return undefined;
  }
  return risk === undefined ? given : stateOfRisk(key, risk, state);
};

const report = (
  args: ObjectOf<typeof reportFields>,
  state: TimelineState,
  tree: Tree,
): Operation | undefined => {
  const { device, deviceId, observedAt } = args;
  if ((device === undefined) === (deviceId === undefined)) {
    state.report(tree, 'type', 'a report names either a `device` or a `deviceId`');
    return undefined;
  }
  const id = deviceIdOf(args, state, tree);
  if (id === undefined || id === null) return undefined;
  const reported = stateOf(args, state, tree);
  if (reported === undefined) return undefined;
  return {
    do: 'report',
    partner: args.partner,
    device: id,
    state: reported,
    ...(observedAt !== undefined && { observedAt: state.start + observedAt.total }),
  };
};

/** What partners do: messages to Intune, and setting up on their side. */
export const partnerVerbs = {
  provision: simple('provision', 'The partner sets the tenant up on its side.'),
  deprovision: simple('deprovision', 'The partner takes the tenant down on its side.'),
  heartbeat: simple('heartbeat', 'The partner is in contact.'),
  report: verb(
    "The partner's message to Intune about one device.",
    object('a partner, a device and a state', reportFields),
    report,
  ),
  raiseError: simple('raiseError', 'The partner reports an error code of its connector.'),
  clearError: simple('clearError', 'The partner takes the error code back.'),
  requestAppSync: request('requestAppSync', 'The partner asks which apps are on the devices.'),
  requestCertificateSync: request(
    'requestCertificateSync',
    'The partner asks which certificates are on the devices.',
  ),
  consent: verb(
    'An admin consents to the partner.',
    object('a partner', { partner: required(partner, 'The partner.'), by: askedBy }),
    (args, state): Operation => {
      state.connectors.add(args.partner);
      return { do: 'consent', partner: args.partner, ...whoAsks(args, state) };
    },
  ),
  revokeConsent: simple('revokeConsent', 'An admin takes the consent back.'),
};
