import { isEnrolled, platformOf } from '../../../core/facts.ts';
import { choiceNames } from '../../../core/flows/flows.ts';
import type { PartnerKey } from '../../../core/partners.ts';
import { launchOutcomes, managementTypes, settingStates } from '../../../core/vocabulary.ts';
import type { Operation } from '../../port/operation.ts';
import {
  type Choice,
  type NamedValue,
  type ObjectOf,
  object,
  optional,
  record,
  required,
} from '../../source/collection.ts';
import { didYouMean, listed, nearest } from '../../source/nearest.ts';
import { flag, text, word } from '../../source/scalar.ts';
import { type Located, located, named } from '../../source/shape.ts';
import { unknownName } from '../../tenant/names.ts';
import { knownApps, knownDevice, settingsReaching, type TimelineState } from '../timeline-state.ts';
import { type Act, appName, deviceName, partner, verb } from './verb.ts';

const device = required(deviceName, 'The device.');

interface OnDevice {
  readonly device: Located<string>;
}

/** A verb whose operation is made only where the device is known. */
const onDevice = <Args extends OnDevice>(
  make: (args: Args, name: string, state: TimelineState) => Operation | undefined,
): ((args: Args, state: TimelineState) => Operation | undefined) => {
  return (args, state) =>
    knownDevice(state, args.device) ? make(args, args.device.value, state) : undefined;
};

const app = object('a device and a partner', {
  device,
  partner: required(partner, 'Whose MTD app it is.'),
});
const appSilently = object('a device and a partner', {
  device,
  partner: required(partner, 'Whose MTD app it is.'),
  silent: optional(flag, "The partner's cloud does not notice, so it sends nothing (G8)."),
});

const appInProfile = object('a device and a partner', {
  device,
  partner: required(partner, 'Whose MTD app it is.'),
  profile: optional(
    located(word('profile', ['personal'] as const)),
    'Defender alone: in the personal profile as well, beside the work profile.',
  ),
});

const activate = (
  args: OnDevice & { partner: PartnerKey; profile?: Located<'personal'> },
  name: string,
  state: TimelineState,
): Operation => {
  const { partner: key, profile } = args;
  if (profile !== undefined && key !== 'defender') {
    const message = `nothing is known of \`${key}\` in a personal profile`;
    state.report(profile.tree, 'value', message, { help: 'only Defender documents it' });
  }
  const at = { do: 'activate', device: name, partner: key } as const;
  return profile === undefined ? at : { ...at, profile: profile.value };
};

const enroll = (
  args: OnDevice & { managementType: Located<(typeof managementTypes)[number]> },
  name: string,
  state: TimelineState,
): Operation | undefined => {
  const { value: managementType, tree } = args.managementType;
  const before = state.managementTypes.get(name);
  if (!isEnrolled(managementType)) {
    const message = `\`${managementType}\` is not enrolled`;
    state.report(tree, 'value', message, { help: `use \`unenroll: { device: ${name} }\`` });
    return undefined;
  }
  if (before !== undefined && platformOf(before) !== platformOf(managementType)) {
    const message = `\`${name}\` is a device of ${platformOf(before)}, \`${managementType}\` is not`;
    state.report(tree, 'conflict', message);
    return undefined;
  }
  state.managementTypes.set(name, managementType);
  return { do: 'enroll', device: name, managementType };
};

const unmanaged = {
  android: 'androidUnmanaged',
  ios: 'iosUnmanaged',
  windows: 'windowsUnmanaged',
} as const;

const unenroll = (_: OnDevice, name: string, state: TimelineState): Operation => {
  const before = state.managementTypes.get(name);
  if (before !== undefined) state.managementTypes.set(name, unmanaged[platformOf(before)]);
  return { do: 'unenroll', device: name };
};

const threat = required(located(text('the name of a threat')), 'A name for the threat.');

const resolveThreat = (
  args: OnDevice & { threat: Located<string> },
  name: string,
  state: TimelineState,
): Operation | undefined => {
  const { value, tree } = args.threat;
  const known = [...state.threats]
    .filter((key) => key.startsWith(`${name}/`))
    .map((key) => key.slice(name.length + 1));
  if (!known.includes(value)) {
    unknownName(tree, 'threat', value, known, state.report);
    return undefined;
  }
  return { do: 'resolveThreat', device: name, threat: value };
};

/** The named settings, each of which some policy that reaches the device must set. */
const checkedSettings = <T>(
  entries: readonly NamedValue<T>[] | undefined,
  known: ReadonlySet<string>,
  state: TimelineState,
): Readonly<Record<string, T>> => {
  const settings: Record<string, T> = {};
  for (const { name, at, value } of entries ?? []) {
    if (!known.has(name)) {
      state.report(at, 'name', `no policy that reaches the device sets \`${name}\``, {
        label: known.size === 0 ? 'they set nothing else' : `they set: ${listed([...known])}`,
        ...didYouMean(name, known),
      });
    } else if (value !== undefined) settings[name] = value;
  }
  return settings;
};

const property = text('the name of a Graph property');

const checkInFields = {
  device,
  settings: optional(
    record('Graph properties to states', property, word('setting state', settingStates)),
    'State of other settings, by Graph property; stands until a later check-in says otherwise.',
  ),
};

const launchFields = {
  device,
  app: required(appName, 'Key of the app.'),
  conditions: optional(
    record('Graph properties to outcomes', property, word('outcome', launchOutcomes)),
    'Outcome of other conditional-launch settings, by Graph property; stands likewise.',
  ),
  wipeFails: optional(flag, 'A wipe that an admin has asked for does not succeed this time.'),
};

const launch = (
  args: ObjectOf<typeof launchFields>,
  name: string,
  state: TimelineState,
): Operation => {
  const { value, tree } = args.app;
  const meant = knownApps(state).has(value) ? null : nearest(value, knownApps(state));
  if (meant !== null) {
    state.report(tree, 'advice', `no policy protects \`${value}\`, so it is always allowed`, {
      severity: 'warning',
      help: `did you mean \`${meant}\`?`,
    });
  }
  state.launched.add(value);
  const known = settingsReaching(state, name, 'appProtectionPolicies');
  const conditions = checkedSettings(args.conditions, known, state);
  return {
    do: 'launch',
    device: name,
    app: value,
    ...(args.conditions !== undefined && { conditions }),
    ...(args.wipeFails !== undefined && { wipeFails: args.wipeFails }),
  };
};

const checkIn = (
  args: ObjectOf<typeof checkInFields>,
  name: string,
  state: TimelineState,
): Operation => {
  const known = settingsReaching(state, name, 'compliancePolicies');
  const settings = checkedSettings(args.settings, known, state);
  return { do: 'checkIn', device: name, ...(args.settings !== undefined && { settings }) };
};

const tapFields = {
  device,
  choose: required(
    named('choice', word('choice', choiceNames)),
    'What is chosen; refused where the screen does not offer it.',
  ),
  app: optional(
    appName,
    'Key of the protected app. Default: the one opened last, or the first one A to Z.',
  ),
};

const tap = (
  { choose, app }: ObjectOf<typeof tapFields>,
  name: string,
  state: TimelineState,
): Operation => {
  if (app === undefined) return { do: 'tap', device: name, choose };
  const known = knownApps(state);
  if (!known.has(app.value)) unknownName(app.tree, 'app', app.value, known, state.report);
  return { do: 'tap', device: name, choose, app: app.value };
};

const deviceOnly = object('a device', { device });

const lifecycle: Readonly<Record<string, Choice<Act>>> = {
  enroll: verb(
    'The device comes under management; it has not checked in yet.',
    object('a device and a management type', {
      device,
      managementType: required(located(word('management type', managementTypes)), 'As what.'),
    }),
    onDevice(enroll),
  ),
  unenroll: verb('The device leaves management.', deviceOnly, onDevice(unenroll)),
  register: verb(
    'The device registers in Entra ID.',
    deviceOnly,
    onDevice((_, name) => ({ do: 'register', device: name })),
  ),
  checkIn: verb(
    'The device checks in with Intune and takes its policies.',
    object('a device', checkInFields),
    onDevice(checkIn),
  ),
};

const threatApps: Readonly<Record<string, Choice<Act>>> = {
  install: verb(
    'The MTD app is put on the device.',
    app,
    onDevice((args, name) => ({ do: 'install', device: name, partner: args.partner })),
  ),
  activate: verb(
    'The user signs in to the MTD app; the partner says `activated`.',
    appInProfile,
    onDevice(activate),
  ),
  uninstall: verb(
    'The MTD app is removed; the partner says `deactivated`.',
    appSilently,
    onDevice(({ partner: key, silent = false }, name) => ({
      do: 'uninstall',
      device: name,
      partner: key,
      silent,
    })),
  ),
  deactivate: verb(
    'The user signs out of the MTD app; the partner says `deactivated`.',
    appSilently,
    onDevice(({ partner: key, silent = false }, name) => ({
      do: 'deactivate',
      device: name,
      partner: key,
      silent,
    })),
  ),
  scan: verb(
    'The MTD app looks at the device, and its partner reports what it found.',
    object('a device', {
      device,
      partner: optional(partner, 'Whose app. Default: every one that is activated.'),
    }),
    onDevice(({ partner: key }, name) => ({
      do: 'scan',
      device: name,
      ...(key !== undefined && { partner: key }),
    })),
  ),
  raiseThreat: verb(
    'A threat comes onto the device; nobody has noticed yet.',
    object('a device, a threat and a severity', {
      device,
      threat,
      severity: required(word('severity', ['low', 'medium', 'high'] as const), 'How bad.'),
    }),
    onDevice((args, name, state) => {
      state.threats.add(`${name}/${args.threat.value}`);
      const { value } = args.threat;
      return { do: 'raiseThreat', device: name, threat: value, severity: args.severity };
    }),
  ),
  resolveThreat: verb(
    'A threat is gone from the device; nobody has noticed yet.',
    object('a device and a threat', { device, threat }),
    onDevice(resolveThreat),
  ),
};

/** What happens on a device, and what its user does. */
export const deviceVerbs: Readonly<Record<string, Choice<Act>>> = {
  ...lifecycle,
  ...threatApps,
  launch: verb(
    'The user opens a protected app.',
    object('a device and an app', launchFields),
    onDevice(launch),
  ),
  requestToken: verb(
    'The user signs in to a resource; a token lives one hour.',
    object('a device and a resource', {
      device,
      resource: required(located(text('the key of a resource')), 'E.g. `exchange`.'),
    }),
    onDevice(({ resource }, name, state) => {
      const { value, tree } = resource;
      state.later.push(() => {
        if (state.resources.has(value)) return;
        unknownName(tree, 'resource', value, state.resources, state.report);
      });
      return { do: 'requestToken', device: name, resource: value };
    }),
  ),
  tap: verb(
    'The user chooses something on the screen of an end-user flow.',
    object('a device and what is chosen', tapFields),
    onDevice(tap),
  ),
};
