import { describe, expect, it, test } from 'vitest';
import { checkPack } from '../../../simulator/contract/check-pack.ts';
import { classifications } from '../../../simulator/contract/classification.ts';
import { packNames, vendorPacks } from '../../../simulator/contract/packs.ts';
import { packParts, type VendorPack } from '../../../simulator/contract/vendor-pack.ts';

const packs = Object.values(vendorPacks);

describe.each(packs.map((pack) => [pack.name, pack] as const))('the pack %s', (name, pack) => {
  it('is whole, and plain data', () => {
    expect(checkPack(pack).problems).toEqual([]);
    expect(checkPack(JSON.parse(JSON.stringify(pack))).pack).toEqual(pack);
  });

  it('is found by its name, which speaks for nobody', () => {
    expect(vendorPacks[name]).toBe(pack);
    expect(name).toMatch(/^generic$|-like$/);
    expect(pack.title).toMatch(/^A vendor|^After the public/);
  });

  it('claims no more than it has a source for', () => {
    expect(pack.sources.length).toBeGreaterThan(0);
    if (Object.keys(pack.classifications).length === 0) {
      expect(pack.basis.classifications).not.toBe('documented');
    }
    if (pack.silence.after !== null) expect(pack.basis.silence).not.toBe('documented');
  });

  it('lets every severity of a single threat be told', () => {
    for (const level of ['low', 'medium', 'high']) {
      expect(Object.values(pack.severity)).toContain(level);
    }
  });
});

/** As somebody would write it for a vendor of their own, in a file of their own. */
const written = `{
  "name": "acme-like", "title": "After nothing public", "sources": ["our own notes"],
  "readOn": "2026-11-20",
  "basis": { ${packParts.map((part) => `"${part}": "unspecified"`).join(', ')} },
  "risk": { "fine": "secured", "meh": "low", "bad": "medium", "awful": "high", "eh": null },
  "severity": { "meh": "low", "bad": "medium", "awful": "high" },
  "activation": { "on": "activated", "off": "deactivated" },
  "silence": { "after": 86400000, "least": 86400000, "most": 864000000 },
  "rollUp": [{ "severity": "high", "atLeast": 1, "level": "high" }],
  "unenrolled": false, "dualProfiles": "one", "resyncEvery": null,
  "categories": { "stuff": "app" }, "classifications": { "bug": "trojan" },
  "ratings": { "trojan": "medium" }
}`;
const acme: Readonly<Record<string, unknown>> = JSON.parse(written);

describe('a pack from a file', () => {
  it('is a pack if nothing is missing', () => {
    expect(checkPack(acme)).toEqual({ pack: acme, problems: [] });
  });

  it.each(Object.keys(acme))('without `%s` says that it is missing', (field) => {
    const { [field]: _, ...rest } = acme;
    expect(checkPack(rest)).toEqual({
      pack: null,
      problems: [{ path: field, message: 'is missing' }],
    });
  });

  const wrong: [string, unknown, string][] = [
    ['name', 'Acme', 'name: expected a name such as `lookout-like`, found "Acme"'],
    ['readOn', 'today', 'readOn: expected a day such as `2026-11-20`, found "today"'],
    ['sources', [], 'sources: expected a list that is not empty, found []'],
    ['risk', { fine: 'secured' }, 'risk: no word means `low`'],
    ['risk', { fine: 'good' }, 'risk.fine: "good" is none of secured, low, medium, high, null'],
    ['activation', { off: 'deactivated' }, 'activation: no word means `activated`'],
    ['silence', { after: 1, least: 2, most: 3 }, 'silence.after: is outside of `least` and `most`'],
    ['silence', { after: null, least: 4, most: 3 }, 'silence: `least` is more than `most`'],
    ['silence', { after: null, least: 1, most: 4e10 }, 'silence.most: is more than a year'],
    ['rollUp', 'average', 'rollUp: expected `max` or a list of rows, found "average"'],
    [
      'rollUp',
      [{ severity: 'high', atLeast: 2, level: 'high' }],
      'rollUp: no single threat ever makes a device `high`',
    ],
    ['categories', { stuff: 'food' }, 'categories.stuff: "food" is none of '],
    ['ratings', { nonsense: 'low' }, 'ratings.nonsense: has no meaning here'],
    ['surprise', 1, 'surprise: has no meaning here'],
  ];
  it.each(wrong)('with a wrong `%s`, %j, says so', (field, value, expected) => {
    const { problems } = checkPack({ ...acme, [field]: value });
    expect(problems.map(({ path, message }) => `${path}: ${message}`).join('\n')).toContain(
      expected,
    );
  });

  it('tells all that is wrong at once', () => {
    expect(checkPack({}).problems.length).toBe(Object.keys(acme).length);
    expect(checkPack(null).problems).toEqual([
      { path: '(the pack)', message: 'expected a map, found null' },
    ]);
  });
});

test('every kind of threat names techniques of MITRE ATT&CK or none, each once', () => {
  for (const [token, { attack, platforms }] of Object.entries(classifications)) {
    expect(token).toMatch(/^[a-z0-9]+(_[a-z0-9]+)*$/);
    expect(new Set(attack).size).toBe(attack.length);
    for (const id of attack) expect(id).toMatch(/^T1\d{3}(\.\d{3})?$/);
    expect(platforms.length).toBeGreaterThan(0);
  }
});

test('the first pack is the one for vendors of which nothing is published', () => {
  expect(packNames[0]).toBe('generic' satisfies VendorPack['name']);
});
