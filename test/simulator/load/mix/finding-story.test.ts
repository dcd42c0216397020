import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../../reports/load/finding.ts';
import { yamlText } from '../../../../simulator/graph/yaml-text.ts';
import { findingStory } from '../../../../simulator/load/mix/finding-story.ts';
import { holdFleet } from '../../../../simulator/load/mix/held-fleet.ts';
import { openLoad } from '../../../../simulator/load/profile/open-profile.ts';
import { diskIo } from '../../../../simulator/scenario/load.ts';
import { documentsOf } from '../../../../simulator/source/documents.ts';
import { playText } from './play-text.ts';

const scenarios = join(import.meta.dirname, '../../../../scenarios');
const documents = documentsOf(diskIo({ directory: scenarios }));
const { profile } = openLoad('loads/steady.yaml', documents, null);
if (profile === null) throw new Error('the load cannot be read');

const held = holdFleet(profile.fleet.profile, 40, 1);
const kindOf = new Uint16Array(held.kindOf);
const android = kindOf.findIndex((kind) => held.kinds[kind]?.cohort.name === 'android');
const drawn = held.kinds[kindOf[android] ?? 0];
if (drawn === undefined) throw new Error('there is no Android phone');

const start = Date.parse('2026-03-02T08:00:00Z');
const entry = (after: number, what: string, answer: string | null) => ({
  at: start + after,
  ended: answer === null ? null : start + after + 3,
  what,
  answer,
});

const finding = (changes: Partial<Finding>): Finding => ({
  judged: 'wrong',
  sequence: 812,
  at: start + 9_000,
  device: `device-${android}`,
  number: android,
  platform: 'android',
  partners: ['lookout'],
  request: 'read',
  expected: ['noncompliant'],
  got: 'compliant',
  held: { lookout: 'highSeverity' },
  timeline: [
    entry(1_000, 'checkIn', 'compliant'),
    entry(2_000, 'report lookout mediumSeverity', 'rejected'),
    entry(3_000, 'report lookout highSeverity', 'accepted'),
    entry(4_000, 'launch outlook', 'blocked'),
    entry(9_000, 'read', 'compliant'),
  ],
  ...changes,
});

const textOf = (found: Finding): string =>
  yamlText(
    findingStory({
      finding: found,
      number: 1,
      load: 'steady',
      fleet: profile.fleet.profile,
      drawn,
      source: { use: ['muster:loads/tenants/two-vendors.yaml'], given: {} },
    }),
  );

describe('a wrong answer as a scenario', () => {
  test.each<[string, Partial<Finding>]>([
    ['of a read', {}],
    [
      'of a check-in',
      { request: 'checkIn', timeline: [entry(9_000, 'checkIn', 'compliant')], got: 'compliant' },
    ],
    ['of a token', { request: 'token exchange', expected: ['denied'], got: 'granted' }],
    [
      'before which everything was well',
      {
        expected: ['compliant'],
        got: 'noncompliant',
        held: { lookout: 'secured' },
        timeline: [entry(9_000, 'read', 'noncompliant')],
      },
    ],
  ])('%s has no errors, and is met by the core', async (_, changes) => {
    const { diagnostics, outcomes } = await playText(textOf(finding(changes)));
    expect(diagnostics).toBe('');
    expect(outcomes).toEqual(['met']);
  });

  test('is not met where something else is expected', async () => {
    const lie = finding({ expected: ['compliant'], got: 'noncompliant' });
    const { outcomes } = await playText(textOf(lie));
    expect(outcomes).toEqual(['interpretive']);
  });
});
