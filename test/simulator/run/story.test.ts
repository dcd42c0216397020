import { describe, expect, test } from 'vitest';
import { defaultReadings } from '../../../core/readings.ts';
import { deedText } from '../../../simulator/run/deed.ts';
import { runCase } from '../../../simulator/run/run-case.ts';
import { loadScenarios } from '../../../simulator/scenario/load.ts';
import { inProcessTarget } from '../../../simulator/target/in-process.ts';

const play = async (id: string, withStory = true) => {
  const [file = ''] = id.split('/row');
  const { cases } = loadScenarios([`scenarios/${file}.yaml`]);
  const kase = cases.find((each) => each.id === id);
  if (kase === undefined) throw new Error(`there is no ${id}`);
  return runCase(kase, inProcessTarget, defaultReadings, {}, withStory);
};

describe('the story of a case', () => {
  const id = 'several-vendors/missed-second-scan';

  test('has a lane for each connector, device and resource', async () => {
    const { story } = await play(id);
    expect(story?.lanes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'connector lookout',
      'connector zimperium',
      'device pixel',
      'access pixel',
    ]);
  });

  test('says what was done, whom it was about, and how each subject stood from then on', async () => {
    const { story } = await play(id);
    const [first, second, third] = story?.moments ?? [];
    expect(first?.did?.[2]).toEqual({
      lane: 0,
      to: 2,
      what: 'report pixel as secured',
      reply: 'accepted',
    });
    expect(first?.stood).toEqual([
      [0, 'enabled'],
      [1, 'enabled'],
      [2, 'noncompliant'],
      [3, 'denied'],
    ]);
    // Nothing is another state, so nothing is said twice.
    expect(second?.stood).toBeUndefined();
    expect(third?.stood).toEqual([
      [2, 'compliant'],
      [3, 'granted'],
    ]);
  });

  test('changes nothing of what a case comes to', async () => {
    const { story, ...withStory } = await play(id);
    expect(story).toBeDefined();
    expect(withStory).toEqual(await play(id, false));
  });
});

test.each([
  [
    {
      do: 'report',
      partner: 'lookout',
      device: 'p',
      state: 'secured',
      observedAt: 40_000,
    } as const,
    'report p as secured, seen 1m before',
  ],
  [{ do: 'heartbeat', partner: 'lookout' } as const, 'heartbeat'],
  [
    { do: 'setConnector', partner: 'lookout', settings: { iosEnabled: true } } as const,
    'set iosEnabled to true',
  ],
  [
    { do: 'checkIn', device: 'p', settings: { passcode: 'error' } } as const,
    'checkIn { passcode error }',
  ],
  [{ do: 'uninstall', device: 'p', partner: 'lookout', silent: true } as const, 'uninstall silent'],
  [{ do: 'uninstall', device: 'p', partner: 'lookout', silent: false } as const, 'uninstall'],
  [{ do: 'launch', device: 'p', app: 'outlook' } as const, 'launch outlook'],
])('%j in words', (operation, text) => expect(deedText(operation, 100_000)).toBe(text));
