import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { partners } from '../../core/partners.ts';
import { pitfalls } from '../../core/requirements/annex/pitfalls.ts';
import { vendorSamples } from '../../core/requirements/annex/samples.ts';
import { vendorPacks } from '../../simulator/contract/packs.ts';
import { packParts, type VendorPack } from '../../simulator/contract/vendor-pack.ts';
import { formatDuration } from '../../simulator/source/duration.ts';
import { shippedLibrary } from '../simulator/scenario/shipped-library.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(`${root}docs/vendors.md`, 'utf8');
const { cases } = shippedLibrary;
const packs = Object.values(vendorPacks);

/** Words that mean the same stand together: `SECURE` is secured. */
const wordsOf = (map: VendorPack['risk']): string =>
  Object.entries(map)
    .map(([word, level]) => `\`${word}\` ${level ?? 'no level'}`)
    .join(', ');

const silenceOf = ({ silence: { after, least, most } }: VendorPack): string =>
  `${after === null ? 'never' : formatDuration(after)} (${formatDuration(least)} to ${formatDuration(most)})`;

const habitRows = packs.map(
  (pack) =>
    `| \`${pack.name}\` | ${wordsOf(pack.risk)} | ${silenceOf(pack)} | ${pack.dualProfiles} |`,
);

const basisRows = packParts.map(
  (part) => `| ${part} | ${packs.map(({ basis }) => basis[part]).join(' | ')} |`,
);

describe('the page on vendors', () => {
  it('tells the habits of each pack, and how well each is founded', () => {
    const missing = [...habitRows, ...basisRows].filter((row) => !page.includes(row));
    expect(missing).toEqual([]);
  });

  it('names the sources of each pack', () => {
    const missing = packs.flatMap(({ sources }) => sources.filter((one) => !page.includes(one)));
    expect(missing).toEqual([]);
  });
});

const citedBy = (id: string) => cases.filter(({ covers }) => covers.includes(id));

describe("the vendors' own examples", () => {
  it('are played, each of them', () => {
    const unplayed = vendorSamples.map(({ id }) => id).filter((id) => citedBy(id).length === 0);
    expect(unplayed).toEqual([]);
  });

  it('are 79', () => {
    expect(vendorSamples.length).toBe(79);
  });

  it('on enrolled phones run the oldest systems that the vendor supports', () => {
    const others = ['vendors/app-protection', 'vendors/no-app-protection'];
    const enrolled = Object.keys(partners)
      .flatMap((key) => citedBy(`VENDOR-${key}`))
      .filter(({ scenario }) => !others.includes(scenario));
    expect(enrolled.length).toBe(45);
    const wrong = enrolled.flatMap((kase) => {
      const key = kase.covers.find((id) => id.startsWith('VENDOR-'))?.slice('VENDOR-'.length);
      const row = Object.entries(partners).find(([name]) => name === key)?.[1];
      const { pixel, iphone } = kase.tenant.devices;
      const found = { android: pixel?.osVersion, ios: iphone?.osVersion };
      return JSON.stringify(found) === JSON.stringify(row?.minimumOs) ? [] : [kase.id];
    });
    expect(wrong).toEqual([]);
  });
});

describe('the pitfalls', () => {
  const explained = (id: string): boolean =>
    new RegExp(`^\\| ${id} \\| \\S.{30,} \\|$`, 'm').test(page);

  it('have a scenario each, or the page says why they have none', () => {
    const ids = pitfalls.map(({ id }) => id);
    expect(ids.length).toBe(34);
    expect(ids.filter((id) => citedBy(id).length === 0 && !explained(id))).toEqual([]);
    expect(ids.filter((id) => citedBy(id).length > 0 && explained(id))).toEqual([]);
  });
});

/** The document that the examples are taken from; it lies beside the checkout or is absent. */
const domainFile = `${root}../shared/spec/domain.md`;
const present = existsSync(domainFile);

describe.skipIf(!present)('the document (skipped where ../shared is absent)', () => {
  it('has the examples that Muster has', () => {
    const text = present ? readFileSync(domainFile, 'utf8') : '';
    const ids = [...text.matchAll(/^- \*\*(SC-[A-Z-]+)\*\*/gm)].map(([, id]) => id);
    expect(vendorSamples.map(({ id }) => id).sort()).toEqual(ids.sort());
  });
});
