import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultProfile } from '../../../simulator/contract/profile.ts';
import { type Schema, schemaCheck } from '../../../simulator/contract/schema.ts';
import { itemSchema, messageSchema } from '../../../simulator/contract/threat-schema.ts';
import { anItem, aThreat } from './item.ts';

const memberOf = (place: unknown, step: string): unknown =>
  Object.entries(Object(place)).find(([name]) => name === step)?.[1];

/** Refused or not, it is told well: where each fault is, in few words. */
const isToldWell = (schema: Schema, values: fc.Arbitrary<unknown>): void => {
  const check = schemaCheck(schema);
  const seen = { refused: 0, taken: 0 };
  fc.assert(
    fc.property(values, (value) => {
      const faults = check(value);
      seen[faults.length === 0 ? 'taken' : 'refused'] += 1;
      expect(faults.length).toBeLessThanOrEqual(20);
      for (const { path, message } of faults) {
        const steps = path.split('/').slice(1);
        const reached = steps.every((step, index) => {
          const place = steps.slice(0, index).reduce(memberOf, value);
          return typeof place === 'object' && place !== null && Object.hasOwn(place, step);
        });
        expect(reached).toBe(true);
        expect(message.length).toBeLessThan(200);
      }
    }),
    { numRuns: 500 },
  );
  expect(Math.min(seen.refused, seen.taken)).toBeGreaterThan(10);
};

const odd = fc.oneof(
  fc.constantFrom(null, true, false, 0, 1, -1, 1.5, '', 'high', 'secured', [], {}, 'x'.repeat(400)),
  fc.constantFrom('2026-02-03T10:15:31.204Z', '2026-02-03T10:15:31', 'activated', 'unresponsive'),
);
const fields = [
  ...Object.keys(itemSchema(defaultProfile).properties ?? {}),
  'messageText',
  '__proto__',
];
const threatFields = Object.keys(
  itemSchema(defaultProfile).properties?.['threats']?.items?.properties ?? {},
);

const changed = (base: object, names: readonly string[]): fc.Arbitrary<object> =>
  fc
    .array(fc.tuple(fc.constantFrom(...names), fc.option(odd, { nil: undefined })), {
      maxLength: 3,
    })
    .map((changes) => {
      const entries = new Map<string, unknown>(Object.entries(base));
      for (const [name, value] of changes) {
        if (value === undefined) entries.delete(name);
        else entries.set(name, value);
      }
      return JSON.parse(JSON.stringify(Object.fromEntries(entries))) as object;
    });

describe('the schema of a threat message', () => {
  it('tells what is wrong with a changed item, and where', () => {
    isToldWell(itemSchema(defaultProfile), changed(anItem(), fields));
  });

  it('tells what is wrong with a changed threat, and where', () => {
    const items = changed(aThreat(), threatFields).map((threat) => anItem({ threats: [threat] }));
    isToldWell(itemSchema(defaultProfile), items);
  });

  it('takes the message of the contract', () => {
    const message = {
      messageId: '6f1d0b0e-5a0e-4f62-9f3e-3f5c7b0c1a11',
      sentAt: '2026-02-03T10:15:31.204Z',
      items: [anItem(), anItem({ activationState: 'deactivated', riskLevel: undefined })],
    };
    const check = schemaCheck(messageSchema(defaultProfile));
    expect(check(JSON.parse(JSON.stringify(message)))).toEqual([]);
    expect(check({ ...message, items: [] }).map(({ keyword }) => keyword)).toEqual(['minItems']);
    expect(check({ ...message, items: Array(501).fill(anItem()) })[0]?.keyword).toBe('maxItems');
  });

  it.each<[string, object, string]>([
    ['a level without a scan', { lastScanAt: undefined }, ' required'],
    ['a level of an app that is not activated', { activationState: 'pending' }, ' not'],
    ['a level beside silence', { reportingState: 'unresponsive' }, ' not'],
    ['compromised without high', { compromised: true, riskLevel: 'low' }, '/riskLevel const'],
    ['local time', { changedAt: '2026-02-03T10:15:29+01:00' }, '/changedAt pattern'],
    ['no date', { changedAt: '2026-02-30T10:15:29Z' }, '/changedAt format'],
    ['a property of its own', { sms: 'hello' }, ' additionalProperties'],
    ['65 threats', { threats: Array(65).fill(aThreat()) }, '/threats maxItems'],
    [
      'resolved without when',
      { threats: [{ ...aThreat(), status: 'resolved' }] },
      '/threats/0 required',
    ],
  ])('refuses %s', (_name, change, fault) => {
    const found = schemaCheck(itemSchema(defaultProfile))(
      JSON.parse(JSON.stringify(anItem(change))),
    );
    expect(found.map(({ path, keyword }) => `${path} ${keyword}`)).toContain(fault);
  });

  it('never repeats what it refuses', () => {
    const secret = 'the text of a message';
    const item = anItem({
      platform: secret,
      userId: secret,
      [secret]: secret,
      riskOverride: [secret],
    });
    const found = schemaCheck(itemSchema(defaultProfile))(item);
    expect(found.length).toBeGreaterThan(3);
    expect(JSON.stringify(found)).not.toContain(secret);
  });
});
