import { type PartnerKey, partnerOf } from '../../core/partners.ts';
import { type Duration, day, hour, minute, second } from '../../core/time.ts';
import { packNames, vendorPacks } from '../contract/packs.ts';
import type { SilenceRule } from '../contract/vendor-pack.ts';
import { type NamedValue, type ObjectOf, object, optional } from '../source/collection.ts';
import { formatDuration } from '../source/duration.ts';
import type { Report } from '../source/report.ts';
import { duration, word } from '../source/scalar.ts';
import { type Located, located, named } from '../source/shape.ts';
import { probability } from './probability.ts';
import { type Cloud, type Trouble, troubles } from './profile.ts';
import { interval, orNever, span } from './spread.ts';

/** What a vendor's app and cloud do unless a profile says otherwise: Muster's own guess. */
export const usualHabits = {
  scan: { kind: 'between', from: 22 * hour, to: 26 * hour },
  scanMissed: 20_000,
  detection: { kind: 'mean', mean: 3 * hour },
  blind: 10_000,
  disagrees: 50_000,
  delivery: { kind: 'between', from: 2 * second, to: minute },
  late: 5_000,
  lateBy: { kind: 'between', from: 10 * minute, to: 6 * hour },
  duplicated: 5_000,
  troubles: {
    removed: { kind: 'mean', mean: 720 * day },
    deactivated: { kind: 'mean', mean: 720 * day },
    misconfigured: { kind: 'mean', mean: 1_440 * day },
    silent: { kind: 'mean', mean: 360 * day },
  },
  silentFor: { kind: 'mean', mean: 4 * day },
} as const satisfies Omit<Cloud, 'pack' | 'silentAfter'>;

/** The vendor pack of a partner that has one of its own; the rest sound alike. */
const packOf = (partner: PartnerKey): string =>
  packNames.includes(`${partner}-like`) ? `${partner}-like` : 'generic';

const trouble = (what: string, length: string) =>
  optional(orNever(interval), `Between two times that ${what}; or never. Default: ${length}.`);

const troublesShape = object('troubles of the app', {
  removed: trouble('somebody removes the app from a device', '{ mean: 720d }'),
  deactivated: trouble('the app loses its activation', '{ mean: 720d }'),
  misconfigured: trouble('the app lacks a permission', '{ mean: 1440d }'),
  silent: trouble('nothing is heard of a device', '{ mean: 360d }'),
});

const fields = {
  pack: optional(
    word('vendor pack', packNames),
    "After which vendor the cloud is modelled. Default: the partner's own pack, or `generic`.",
  ),
  scan: optional(interval, 'Between two scans of a device. Default: { from: 22h, to: 26h }.'),
  scanMissed: optional(probability, 'How likely a scan does not happen. Default: 2%.'),
  detection: optional(
    span,
    'From the arrival of a threat to its detection without waiting for a scan. Default: { mean: 3h }.',
  ),
  blind: optional(probability, 'How likely a threat is never seen. Default: 1%.'),
  disagrees: optional(
    probability,
    'How likely a threat is rated one level higher or lower. Default: 5%.',
  ),
  delivery: optional(
    span,
    'From the cloud to Intune, for each message. Default: { from: 2s, to: 1m }.',
  ),
  late: optional(probability, 'How likely a message is late. Default: 0.5%.'),
  lateBy: optional(span, 'How late such a message is. Default: { from: 10m, to: 6h }.'),
  duplicated: optional(probability, 'How likely a message arrives twice. Default: 0.5%.'),
  silentAfter: optional(
    located(orNever(duration)),
    'Without a sign of the app for so long the device is reported `unresponsive`; or never. ' +
      "Default: the pack's.",
  ),
  troubles: optional(troublesShape, 'What befalls the app on a device, and how often.'),
  silentFor: optional(span, 'How long a silent device stays so. Default: { mean: 4d }.'),
};

export type CloudEntry = ObjectOf<typeof fields>;
export const cloudShape = named('vendorCloud', object('how a vendor behaves', fields));

const silenceOf = (
  { after, least, most }: SilenceRule,
  asked: Located<{ readonly value: Duration | null }> | undefined,
  pack: string,
  report: Report,
): Duration | null => {
  if (asked === undefined) return after;
  const { value } = asked.value;
  if (value === null || (value >= least && value <= most)) return value;
  const range = `${formatDuration(least)} to ${formatDuration(most)}`;
  const message = `\`${pack}\` lets an admin choose ${range}, not ${formatDuration(value)}`;
  report(asked.tree, 'value', message);
  return after;
};

const troublesOf = (entry: CloudEntry['troubles']): Cloud['troubles'] => {
  const pairs = troubles.map((kind): [Trouble, Cloud['troubles'][Trouble]] => {
    const asked = entry?.[kind];
    return [kind, asked === undefined ? usualHabits.troubles[kind] : asked.value];
  });
  return Object.fromEntries(pairs) as Cloud['troubles'];
};

/** The cloud of a partner with every default filled in. */
const cloudOf = (partner: PartnerKey, entry: CloudEntry, report: Report): Cloud => {
  const pack = entry.pack ?? packOf(partner);
  const silence = vendorPacks[pack]?.silence ?? { after: null, least: day, most: 90 * day };
  return {
    pack,
    scan: entry.scan ?? usualHabits.scan,
    scanMissed: entry.scanMissed ?? usualHabits.scanMissed,
    detection: entry.detection ?? usualHabits.detection,
    blind: entry.blind ?? usualHabits.blind,
    disagrees: entry.disagrees ?? usualHabits.disagrees,
    delivery: entry.delivery ?? usualHabits.delivery,
    late: entry.late ?? usualHabits.late,
    lateBy: entry.lateBy ?? usualHabits.lateBy,
    duplicated: entry.duplicated ?? usualHabits.duplicated,
    silentAfter: silenceOf(silence, entry.silentAfter, pack, report),
    troubles: troublesOf(entry.troubles),
    silentFor: entry.silentFor ?? usualHabits.silentFor,
  };
};

type NamedCloud = NamedValue<CloudEntry> & { readonly name: PartnerKey };

/** The clouds of all partners that run on some device, described or not. */
export const cloudsOf = (
  entries: readonly NamedCloud[],
  running: ReadonlySet<PartnerKey>,
  report: Report,
): Readonly<Partial<Record<PartnerKey, Cloud>>> => {
  const clouds: Partial<Record<PartnerKey, Cloud>> = {};
  for (const { name, at, value } of entries) {
    const cloud = cloudOf(name, value ?? {}, report);
    if (running.has(name)) clouds[name] = cloud;
    else {
      const message = `${partnerOf(name).displayName} runs on no device of this fleet`;
      report(at, 'advice', message, { severity: 'warning' });
    }
  }
  for (const partner of [...running].sort()) clouds[partner] ??= cloudOf(partner, {}, report);
  return clouds;
};
