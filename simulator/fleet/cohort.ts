import { platformOf } from '../../core/facts.ts';
import { type PartnerKey, partnerKeys, partnerOf } from '../../core/partners.ts';
import { managementTypes, ownerships, type Platform } from '../../core/vocabulary.ts';
import {
  list,
  type NamedValue,
  type ObjectOf,
  object,
  optional,
  required,
} from '../source/collection.ts';
import type { Report } from '../source/report.ts';
import { flag, text, textLike, word } from '../source/scalar.ts';
import { type Located, located, named, type Shape } from '../source/shape.ts';
import { entryOf, type Tree } from '../source/tree.ts';
import { currentOsVersion, ownershipOf } from '../tenant/device-facts.ts';
import { groupName } from '../tenant/name.ts';
import { unknownName } from '../tenant/names.ts';
import { isVersionOf, platformTitles } from './os-version.ts';
import { probability } from './probability.ts';
import { type Behaviour, type Cohort, certain, type Weighted } from './profile.ts';
import { checkShares, equalShare, mixOf, type Share, share, weighted } from './share.ts';
import { timeZone } from './time-zone.ts';

const version = textLike('a version such as `"15"` or `"17.4"`, in quotes', /^\d+(\.\d+)*$/);

const partner = named('partner', word('partner', partnerKeys));
const apps = list(located(partner));

const appsShape = object('a share and its apps', {
  share: optional(located(share), 'Which part of the cohort; weights or percentages. Default: 1.'),
  apps: required(apps, 'MTD apps side by side on one device; `[]` for none.'),
});

type AppsEntry = NonNullable<ReturnType<(typeof appsShape)['read']>>;
type PartnersEntry = readonly Located<AppsEntry>[];

/** `[lookout]` for all devices alike, or a list of shares, each with its apps. */
const partnersShape: Shape<Located<PartnersEntry>> = {
  expected: 'a list of partners, or of shares with their apps',
  schema: (options) => ({
    anyOf: [apps.schema(options), list(appsShape).schema(options)],
  }),
  read: (tree, report) => {
    if (tree.kind === 'list' && tree.items.some(({ kind }) => kind === 'map')) {
      const value = list(located(appsShape)).read(tree, report);
      return value === undefined ? undefined : { value, tree };
    }
    const alike = apps.read(tree, report);
    if (alike === undefined) return undefined;
    return { value: [{ value: { apps: alike }, tree }], tree };
  },
};

const fields = {
  share: optional(located(share), 'Which part of the fleet; weights or percentages. Default: 1.'),
  managementType: required(
    word('management type', managementTypes),
    'How the devices stand under management; the platform follows from it.',
  ),
  ownership: optional(
    word('ownership', ownerships),
    'Graph `ownerType`. Default: by management type.',
  ),
  osVersions: optional(
    located(mixOf('osVersions', located(version))),
    'One version, or versions with shares: { "15": 60, "14": 40 }. Default: a current one.',
  ),
  userGroups: optional(
    list(located(groupName)),
    'Groups that every user of the cohort is in. They exist in the tenant by this.',
  ),
  deviceGroups: optional(list(located(groupName)), 'Groups that the devices themselves are in.'),
  licensed: optional(probability, 'How likely a user has an Intune licence. Default: 100%.'),
  registered: optional(probability, 'How likely a device is registered. Default: 100%.'),
  userless: optional(flag, 'Nobody owns them: dedicated or shared devices. Default: false.'),
  partners: optional(
    partnersShape,
    'MTD apps on the devices: [lookout], or [{ share: 80, apps: [lookout] }, …]. Default: none.',
  ),
  timeZones: optional(
    mixOf('timeZones', timeZone),
    'One offset from UTC, or offsets with shares: { "+01:00": 3, "-05:00": 1 }. Default: UTC.',
  ),
  behaviour: optional(
    located(text('the name of a behaviour')),
    'One of `behaviours`. Default: the usual one, see `behaviours`.',
  ),
};

export type CohortEntry = ObjectOf<typeof fields>;
export const cohortShape = named('cohort', object('the facts of a cohort', fields));

const checkApps = (
  apps: readonly Located<PartnerKey>[],
  platform: Platform,
  report: Report,
): void => {
  const seen = new Set<PartnerKey>();
  for (const { value, tree } of apps) {
    if (seen.has(value)) report(tree, 'conflict', `\`${value}\` is there already`);
    seen.add(value);
    const { minimumOs, displayName } = partnerOf(value);
    if (minimumOs[platform] !== undefined) continue;
    const able = partnerKeys.filter((key) => partnerOf(key).minimumOs[platform] !== undefined);
    const message = `${displayName} does not support ${platformTitles[platform]}`;
    report(tree, 'conflict', message, { label: `these do: ${able.join(', ')}` });
  }
};

interface Part {
  readonly value: { readonly share?: Located<Share> } | undefined;
  readonly tree: Tree;
}

/** The shares as far as they can be read; none where one cannot, since then no sum is known. */
const sharesOf = (parts: readonly Part[]): readonly Located<Share>[] => {
  const unread = parts.some(
    ({ value, tree }) => value === undefined || (entryOf(tree, 'share') && !value.share),
  );
  if (unread) return [];
  return parts.map(({ value, tree }) => value?.share ?? { value: equalShare, tree });
};

const partnersOf = (
  entry: CohortEntry['partners'],
  platform: Platform,
  report: Report,
): Cohort['partners'] => {
  if (entry === undefined) return [{ value: [], weight: 1 }];
  const { value: sets, tree } = entry;
  for (const { value } of sets) checkApps(value.apps, platform, report);
  checkShares(sharesOf(sets), tree, '`partners`', report);
  return sets.flatMap(({ value }) =>
    weighted(
      value.apps.map((app) => app.value),
      value.share?.value ?? equalShare,
    ),
  );
};

const versionsOf = (
  entry: CohortEntry['osVersions'],
  platform: Platform,
  report: Report,
): readonly Weighted<string>[] => {
  if (entry === undefined) return [{ value: currentOsVersion[platform], weight: 1 }];
  return entry.value.map(({ value: { value, tree }, weight }) => {
    if (!isVersionOf(platform, value)) {
      report(tree, 'value', `\`${value}\` is no version of ${platformTitles[platform]}`);
    }
    return { value, weight };
  });
};

const plainNames = (names: readonly Located<string>[] | undefined): readonly string[] =>
  (names ?? []).map(({ value }) => value);

/** The cohort with every default filled in. */
const cohortOf = (
  name: string,
  entry: CohortEntry,
  behaviours: ReadonlyMap<string, Behaviour>,
  usual: Behaviour,
  report: Report,
): Cohort => {
  const platform = platformOf(entry.managementType);
  const wanted = entry.behaviour;
  const behaviour = wanted === undefined ? usual : behaviours.get(wanted.value);
  if (wanted !== undefined && behaviour === undefined) {
    unknownName(wanted.tree, 'behaviour', wanted.value, behaviours.keys(), report);
  }
  return {
    name,
    weight: (entry.share?.value ?? equalShare).weight,
    managementType: entry.managementType,
    ownership: entry.ownership ?? ownershipOf(entry.managementType),
    osVersions: versionsOf(entry.osVersions, platform, report),
    userGroups: plainNames(entry.userGroups),
    deviceGroups: plainNames(entry.deviceGroups),
    licensed: entry.licensed ?? certain,
    registered: entry.registered ?? certain,
    ...(entry.userless === true && { userless: true as const }),
    partners: partnersOf(entry.partners, platform, report),
    timeZones: entry.timeZones ?? [{ value: 0, weight: 1 }],
    behaviour: behaviour ?? usual,
  };
};

/** All cohorts but those that a share of 0 has switched off. */
export const cohortsOf = (
  entries: Located<readonly NamedValue<CohortEntry>[]>,
  behaviours: ReadonlyMap<string, Behaviour>,
  usual: Behaviour,
  report: Report,
): readonly Cohort[] => {
  const { value: named, tree } = entries;
  if (named.length === 0 && tree.kind === 'map' && tree.entries.length === 0) {
    report(tree, 'value', 'a fleet has at least one cohort');
  }
  checkShares(sharesOf(named), tree, '`cohorts`', report);
  return named
    .flatMap(({ name, value }) =>
      value === undefined ? [] : [cohortOf(name, value, behaviours, usual, report)],
    )
    .filter(({ weight }) => weight > 0);
};

/** Partners that run on some device of the fleet. */
export const partnersIn = (cohorts: readonly Cohort[]): ReadonlySet<PartnerKey> =>
  new Set(cohorts.flatMap(({ partners }) => partners.flatMap(({ value }) => value)));
