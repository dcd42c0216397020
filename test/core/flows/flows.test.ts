import { describe, expect, test } from 'vitest';
import { type Answer, answers, type Choice, flowNames } from '../../../core/flows/flow.ts';
import { documentedFlows, flows } from '../../../core/flows/flows.ts';
import { commonApps, helpTopics } from '../../../core/flows/help.ts';
import { standingOfLaunch } from '../../../core/flows/standing.ts';
import { requirementIds, requirementOf } from '../../../core/requirements/catalogue.ts';

const choicesOf = (name: (typeof flowNames)[number]): readonly (readonly [string, Choice])[] =>
  Object.entries(flows[name].screens).flatMap(([screen, { choices }]) =>
    Object.entries(choices).map(([label, choice]) => [`${screen}: ${label}`, choice] as const),
  );

describe.each(flowNames)('the flow %s', (name) => {
  const { start, screens, arrivals } = flows[name];
  const targets = (choice: Choice): readonly string[] => {
    if (choice.to === 'back') return [];
    return typeof choice.to === 'string' ? [choice.to] : Object.values(choice.to);
  };

  test('leads only to screens that it has', () => {
    const all = [
      start,
      ...Object.values(arrivals).map(({ to }) => to),
      ...choicesOf(name).flatMap(([, choice]) => targets(choice)),
    ];
    expect(all.filter((screen) => !(screen in screens))).toEqual([]);
  });

  test('can reach every screen, and leave it', () => {
    const led = new Set<string>([
      start,
      ...Object.values(arrivals).map(({ to }) => to),
      ...choicesOf(name).flatMap(([, choice]) => targets(choice)),
    ]);
    expect(Object.keys(screens).filter((screen) => !led.has(screen))).toEqual([]);
    const dead = Object.entries(screens).filter(([, { choices }]) => !Object.keys(choices).length);
    expect(dead).toEqual([]);
  });

  test('cites what exists, and something documented for what it shows as documented', () => {
    for (const [label, { requirements, documented }] of choicesOf(name)) {
      expect(requirements.filter((id) => !requirementIds.has(id))).toEqual([]);
      const stated = requirements.some((id) => requirementOf(id)?.basis === 'documented');
      expect(`${label} ${stated || !documented}`).toBe(`${label} true`);
    }
  });

  test('has a way on for every answer it can get to what it asks', () => {
    const possible: Readonly<Record<string, readonly string[]>> = {
      platform: ['ios', 'android'],
      found: ['opened', 'threat'],
      verdict: ['opened', 'unsynced', 'unmet', 'threat', 'wiped'],
    };
    for (const [label, { asks, to }] of choicesOf(name)) {
      const named = typeof to === 'string' ? [] : Object.keys(to);
      const open = (possible[asks ?? ''] ?? []).filter((answer) => !named.includes(answer));
      expect(`${label} ${open.join(' ')}`).toBe(`${label} `);
    }
  });
});

test('every answer but that of the platform leads somewhere on an unenrolled device', () => {
  const open = Object.keys(answers).filter((answer) => !(answer in flows.ios.arrivals));
  expect(open).toEqual(['ios', 'android']);
});

test.each([
  ['iosUnmanaged', null, 'ios'],
  ['androidUnmanaged', 'lookout', 'android'],
  ['androidUnmanaged', 'defender', 'defender'],
  ['androidWorkProfile', 'defender', 'enrolled'],
  ['iosSupervised', null, 'enrolled'],
  ['windowsUnmanaged', 'defender', null],
] as const)('%s with %s takes the flow %s', (managementType, service, flow) => {
  expect(documentedFlows.flowFor(managementType, service)).toBe(flow);
});

const app = (installed: boolean, activated: boolean) => ({
  platform: 'android' as const,
  mtdApps: { lookout: { installed, activated } },
});

test.each<[string, readonly string[], ReturnType<typeof app>, Answer]>([
  ['allowed', [], app(true, true), 'opened'],
  ['warned', [], app(true, true), 'opened'],
  ['wiped', ['threat-above-limit/lookout'], app(true, true), 'wiped'],
  ['blocked', ['device-not-registered'], app(false, false), 'unregistered'],
  ['blocked', ['broker-missing'], app(false, false), 'brokerMissing'],
  ['blocked', ['app-missing/lookout'], app(false, false), 'appMissing'],
  ['blocked', ['app-missing/betterMobile'], app(false, false), 'appUnnamed'],
  ['blocked', ['scan-missing/lookout'], app(true, false), 'appClosed'],
  ['blocked', ['scan-missing/lookout'], app(true, true), 'unsynced'],
  ['blocked', ['app-misconfigured/lookout'], app(true, true), 'appClosed'],
  ['blocked', ['partner-unresponsive/lookout'], app(true, true), 'unsynced'],
  [
    'blocked',
    ['threat-above-limit/lookout', 'condition-failed/pinRequired'],
    app(true, true),
    'threat',
  ],
  ['blocked', ['condition-failed/pinRequired'], app(true, true), 'unmet'],
])('%s for %j means to the user', (outcome, reasons, device, answer) => {
  const result = { outcome: outcome as 'allowed', reasons };
  expect(standingOfLaunch(device, result).answer).toBe(answer);
});

test('four apps are common, and IT helps with five things', () => {
  expect(commonApps.length).toBe(4);
  expect(Object.keys(helpTopics).length).toBe(5);
});
