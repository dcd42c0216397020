import { wipeRequestListedFor, wipeRequestStates } from '../../../core/wipe-requests.ts';
import type { Operation, WipeSubject } from '../../port/operation.ts';
import { type ObjectOf, object, optional } from '../../source/collection.ts';
import { text } from '../../source/scalar.ts';
import { located } from '../../source/shape.ts';
import type { Tree } from '../../source/tree.ts';
import { unknownName } from '../../tenant/names.ts';
import { knownApps, knownDevice, type TimelineState } from '../timeline-state.ts';
import { appName, deviceName, verb } from './verb.ts';

const fields = {
  device: optional(deviceName, 'The device; or else `user`.'),
  app: optional(appName, 'The app of the device. Default: every protected app, one request each.'),
  user: optional(
    located(text('the name of a user')),
    'The user: every protected app on every device of hers, again and again until taken back.',
  ),
} as const;

const subjectOf = (
  { device, app, user }: ObjectOf<typeof fields>,
  state: TimelineState,
  tree: Tree,
): WipeSubject | undefined => {
  if ((device === undefined) === (user === undefined) || (app !== undefined && user)) {
    state.report(
      tree,
      'conflict',
      'it is about a `device`, with an `app` or not, or about a `user`',
    );
    return undefined;
  }
  if (user !== undefined) {
    if (state.users.has(user.value)) return { user: user.value };
    unknownName(user.tree, 'user', user.value, state.users.keys(), state.report);
    return undefined;
  }
  if (device === undefined || !knownDevice(state, device)) return undefined;
  if (app === undefined) return { device: device.value };
  state.later.push(() => {
    const apps = knownApps(state);
    if (!apps.has(app.value)) unknownName(app.tree, 'app', app.value, apps, state.report);
  });
  return { device: device.value, app: app.value };
};

const wipe =
  (name: 'wipeRequest' | 'cancelWipe') =>
  (args: ObjectOf<typeof fields>, state: TimelineState, tree: Tree): Operation | undefined => {
    for (const each of wipeRequestStates) state.durations.add(wipeRequestListedFor(each));
    const subject = subjectOf(args, state, tree);
    return subject === undefined ? undefined : { do: name, ...subject };
  };

const shape = object('a device and an app, or a user', fields);

/** What an admin asks of apps on other people's devices. */
export const wipeVerbs = {
  wipeRequest: verb(
    "An admin asks for the organisation's data to be wiped from one app, all of a device, or of a user.",
    shape,
    wipe('wipeRequest'),
  ),
  cancelWipe: verb(
    'An admin deletes the requests that are still pending, or takes the user off the list.',
    shape,
    wipe('cancelWipe'),
  ),
};
