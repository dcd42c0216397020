/**
 * What Muster does with a requirement that no scenario cites and no check looks up. Whatever is
 * cited or looked up gets its status from playing the library, whatever stands here.
 */
export type Disposition =
  | { readonly status: 'outside'; readonly because: string }
  /** Documentary: there is no behaviour to observe. */
  | { readonly status: 'labelled'; readonly shownIn: string }
  | { readonly status: 'planned'; readonly because: string };

/** Never simulated. At most fifteen, and none that one of the five first documents states. */
const outside: Readonly<Record<string, string>> = {
  'ACT-04':
    'Muster tells that a notification goes out and when; writing and delivering mail is no part ' +
    'of a decision.',
  'CA-08':
    'Device filters read directory attributes that no tenant file holds; a policy with one is ' +
    'imported as not simulated and never applies.',
  'CA-09':
    'Muster has no browser whose user agent could lie: the platform is that of the device, and ' +
    'legacy clients are out of its scope.',
  'COMP-25':
    'Enrolling again after a long silence is a repair inside Company Portal that no MTD data takes ' +
    'part in; Muster ends at Not in contact.',
  'CONN-16':
    'Classic Conditional Access policies are gone since 2404, and Muster simulates no release in ' +
    'which they decided about MTD.',
  'MAM-17':
    'An app without network cannot learn a verdict; the offline timers run on the device and read ' +
    'no threat data.',
  'MAM-18':
    'The PIN of an app neither reads nor changes a threat verdict; a scenario sets its outcome as ' +
    'one of the other launch conditions.',
  'MULTI-07':
    'Compliance partners are other device managers. Muster has none, so that their limit cannot be ' +
    'mistaken for one on MTD vendors.',
  'PLAT-13':
    'macOS is out of scope: no MTD setting of the macOS reference reads a partner, although Graph ' +
    'has the toggle.',
  'WIPE-05':
    'What stays in the shared keychain of iOS after a wipe is seen by the next PIN prompt alone, ' +
    'and Muster has no PIN.',
};

const portal = 'docs/model.md, What an admin sees';
const rows = 'docs/requirements.md';
const pitfalls = 'docs/vendors.md, Pitfalls';
const chain = 'docs/model.md, From a threat to a verdict';

/** Where a reader finds what cannot be observed. By id, or by the beginning of several. */
export const labels: Readonly<Record<string, string>> = {
  'CONN-13': portal,
  'CONN-14': portal,
  'CONN-15': portal,
  'TOG-01': portal,
  'THREAT-13': chain,
  'CA-11': portal,
  'MAM-20': portal,
  'ATTR-14': rows,
  'TENANT-03': rows,
  'VENDOR-': 'core/partners.ts',
  'PIT-14': pitfalls,
  'PIT-18': pitfalls,
  'PIT-21': pitfalls,
  'PIT-23': pitfalls,
  'PIT-31': pitfalls,
  'PIT-33': pitfalls,
};

/** What is not built yet. By id, or by the beginning of several; at present there is nothing. */
const planned: Readonly<Record<string, string>> = {};

const beginningOf = (id: string, table: Readonly<Record<string, string>>): string | null => {
  const found = Object.entries(table).find(([beginning]) => id.startsWith(beginning));
  return found?.[1] ?? null;
};

/** What is decided about an id, or null where only playing the library can tell. */
export const dispositionOf = (id: string): Disposition | null => {
  const reason = outside[id];
  if (reason !== undefined) return { status: 'outside', because: reason };
  const shownIn = beginningOf(id, labels);
  if (shownIn !== null) return { status: 'labelled', shownIn };
  const because = beginningOf(id, planned);
  return because === null ? null : { status: 'planned', because };
};

export const outsideIds: readonly string[] = Object.keys(outside);
