import type { PartnerKey } from '../../../core/partners.ts';
import { threatStates } from '../../../core/vocabulary.ts';
import type { Operation, PartnerOperation } from '../../port/operation.ts';
import { type Choice, type ObjectOf, object, optional, required } from '../../source/collection.ts';
import { durationText, text, word } from '../../source/scalar.ts';
import type { Tree } from '../../source/tree.ts';
import { knownDevice, type TimelineState } from '../timeline-state.ts';
import { type Act, deviceName, partner, verb } from './verb.ts';

const partnerOnly = object('a partner', { partner: required(partner, 'Key of the partner.') });

type Simple = Exclude<PartnerOperation['do'], 'report'> | 'consent' | 'revokeConsent';

const simple = (name: Simple, description: string): Choice<Act> =>
  verb(description, partnerOnly, (args: { readonly partner: PartnerKey }) => {
    const operation: { do: string; partner: PartnerKey } = { do: name, partner: args.partner };
    return operation as Operation;
  });

const reportFields = {
  partner: required(partner, 'Whose message it is.'),
  device: optional(deviceName, 'The device it is about.'),
  deviceId: optional(text('an id'), 'Instead of `device`: an id the tenant does not know (ID-01).'),
  state: required(word('threat state', threatStates), 'Graph `partnerReportedThreatState`.'),
  observedAt: optional(
    durationText,
    'When the partner saw it, from the start; the message arrives now. Default: now.',
  ),
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
  if (device !== undefined && !knownDevice(state, device)) return undefined;
  const id = device?.value ?? deviceId ?? '';
  if (deviceId !== undefined && state.devices.has(deviceId)) {
    state.report(tree, 'name', `the tenant knows \`${deviceId}\`, so it is a \`device\``);
  }
  return {
    do: 'report',
    partner: args.partner,
    device: id,
    state: args.state,
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
  requestAppSync: simple('requestAppSync', 'The partner asks for app inventories.'),
  requestCertificateSync: simple('requestCertificateSync', 'The partner asks for certificates.'),
  consent: simple('consent', 'An admin consents to the partner.'),
  revokeConsent: simple('revokeConsent', 'An admin takes the consent back.'),
};
