import { documentedParts } from '../../core/evaluator.ts';
import {
  type Answer,
  type Choice,
  type Effect,
  effects,
  type FlowName,
  flowNames,
  type Screen,
  type ScreenName,
} from '../../core/flows/flow.ts';
import { documentedFlows, type FlowRules, flows } from '../../core/flows/flows.ts';
import { documentedCloud } from '../contract/cloud.ts';
import type { Variant } from './variant.ts';

const variant = (
  id: string,
  requirements: readonly string[],
  mistake: string,
  changed: Partial<FlowRules>,
): Variant => ({
  id: `flows/${id}`,
  requirements,
  mistake,
  parts: { ...documentedParts, flows: { ...documentedFlows, ...changed } },
});

const storeKnown = 'Every partner of app protection has a known app in the App Store.';

/** Screens and arrivals that nobody ever meets, each with the reason. */
const neverMet: Readonly<Record<string, string>> = {
  'ios/appUnnamed': storeKnown,
  'ios/NoAppNamed': storeKnown,
};

/** The documented flows with one choice of one screen being otherwise; null: it is missing. */
const withChoice = (
  flow: FlowName,
  name: ScreenName,
  label: string,
  change: (choice: Choice) => Choice | null,
): Partial<FlowRules> => ({
  screenAt: (asked, at) => {
    const screen = documentedFlows.screenAt(asked, at);
    if (screen === null || asked !== flow || at !== name) return screen;
    const { [label]: choice, ...others } = screen.choices;
    const changed = choice === undefined ? null : change(choice);
    return { ...screen, choices: changed === null ? others : { ...others, [label]: changed } };
  },
});

/** It does not do what it should, it leads astray for one answer, or it is not there at all. */
const ofChoice = (
  flow: FlowName,
  name: ScreenName,
  label: string,
  choice: Choice,
): readonly Variant[] => {
  const { requirements, does, to } = choice;
  const place = `${flow}/${name}/${label}`;
  const without = (effect: Effect) =>
    variant(
      `${place}/without/${effect}`,
      requirements,
      `\`${label}\` on ${name} leaves this out: ${effects[effect]}`,
      withChoice(flow, name, label, (one) => ({
        ...one,
        does: one.does.filter((other) => other !== effect),
      })),
    );
  const astray = (answer: Answer) =>
    variant(
      `${place}/astray/${answer}`,
      requirements,
      `\`${label}\` on ${name} leads back to the start`,
      withChoice(flow, name, label, (one) =>
        typeof one.to === 'string'
          ? one
          : { ...one, to: { ...one.to, [answer]: flows[flow].start } },
      ),
    );
  const answers = typeof to === 'string' ? [] : (Object.keys(to) as Answer[]);
  return [
    variant(
      `${place}/missing`,
      requirements,
      `${name} does not offer \`${label}\``,
      withChoice(flow, name, label, () => null),
    ),
    ...does.map(without),
    ...answers.map(astray),
  ];
};

const ofScreen = (flow: FlowName, name: ScreenName, { choices }: Screen): readonly Variant[] =>
  Object.entries(choices).flatMap(([label, choice]) => ofChoice(flow, name, label, choice));

const ofArrivals = (flow: FlowName): readonly Variant[] =>
  Object.entries(flows[flow].arrivals)
    .filter(([answer]) => !(`${flow}/${answer}` in neverMet))
    .map(([answer, { to, requirements }]) =>
      variant(`${flow}/arrival/${answer}`, requirements, `nobody is led to ${to}`, {
        arrivalOf: (asked, met) =>
          asked === flow && met === answer
            ? flows[flow].start
            : documentedFlows.arrivalOf(asked, met),
      }),
    );

const ofFlow = (flow: FlowName): readonly Variant[] => [
  ...ofArrivals(flow),
  ...Object.entries(flows[flow].screens)
    .filter(([name]) => !(`${flow}/${name}` in neverMet))
    .flatMap(([name, screen]) => ofScreen(flow, name as ScreenName, screen)),
];

/** The same change to a choice wherever a screen has it. */
const everywhere = (label: string, change: (choice: Choice) => Choice): Partial<FlowRules> => ({
  screenAt: (flow, name) => {
    const screen = documentedFlows.screenAt(flow, name);
    const choice = screen?.choices[label];
    if (screen === null || choice === undefined) return screen;
    return { ...screen, choices: { ...screen.choices, [label]: change(choice) } };
  },
});

const whole: readonly Variant[] = [
  variant('recheck-scans', ['FLOW-06'], 'Recheck starts a scan', {
    ...everywhere('Recheck', (choice) => ({ ...choice, does: ['scan', ...choice.does] })),
  }),
  variant('recheck-believes', ['FLOW-06'], 'Recheck judges nothing and lets the user back', {
    ...everywhere('Recheck', (choice) => ({
      ...choice,
      does: [],
      asks: null,
      to: 'ReturnToApp',
    })),
  }),
  variant('register-for-everybody', ['FLOW-02'], 'registered users are led to Registration too', {
    arrivalOf: (flow, answer) =>
      answer === 'appMissing' && flow !== 'enrolled'
        ? 'Registration'
        : documentedFlows.arrivalOf(flow, answer),
  }),
  variant('starts-with-register', ['FLOW-01', 'FLOW-02'], 'everybody starts at Registration', {
    startOf: (flow) => (flow === 'enrolled' ? documentedFlows.startOf(flow) : 'Registration'),
  }),
  variant('no-wait-for-the-scan', ['FLOW-04'], 'the user is sent back before the scan ended', {
    ...everywhere('Wait', (choice) => ({ ...choice, does: [] })),
  }),
  variant('degraded-works', ['FLOW-AND-06'], 'without contacts an account can be picked', {
    ...everywhere('Deny contacts', (choice) => ({ ...choice, to: 'AccountPick' })),
  }),
  variant('contacts-alone-not-enough', ['FLOW-AND-05'], 'every permission has to be granted', {
    ...everywhere('Allow contacts only', (choice) => ({ ...choice, to: 'Permissions' })),
  }),
  variant('any-account-will-do', ['FLOW-MDE-02', 'ID-03'], 'Defender takes any account', {
    ...everywhere('Another account', (choice) => ({
      ...choice,
      does: ['activate'],
      to: 'Scanning',
    })),
  }),
  variant('permissions-always-optional', ['FLOW-MDE-03'], 'nobody has to allow the location', {
    ...everywhere('Allow all but location', (choice) => ({ ...choice, where: null })),
  }),
  variant('enrolled-as-unenrolled', ['FLOW-ENR-01'], 'an enrolled device is led to Get access', {
    flowFor: (managementType, service) => {
      const flow = documentedFlows.flowFor(managementType, service);
      if (flow !== 'enrolled') return flow;
      return managementType.startsWith('ios') ? 'ios' : 'android';
    },
  }),
  variant('defender-as-any-other', ['FLOW-MDE-01', 'FLOW-MDE-02'], 'Defender has no own way', {
    flowFor: (managementType) => documentedFlows.flowFor(managementType, null),
  }),
];

const finding = (id: string, mistake: string, finds: typeof documentedCloud.finds): Variant => ({
  id: `cloud/${id}`,
  requirements: ['FLOW-MDE-03'],
  mistake,
  parts: { ...documentedParts, cloud: { ...documentedCloud, finds } },
});

const findings: readonly Variant[] = [
  finding('location-not-needed', 'Wi-Fi threats are found without the location', () => true),
  finding(
    'nothing-without-location',
    'without the location not even rogue certificates are found',
    (partner, _, hasLocation) => hasLocation || partner !== 'defender',
  ),
];

/** Users led otherwise: a choice missing or leading astray, an effect left out. */
export const flowVariants: readonly Variant[] = [
  ...flowNames.flatMap(ofFlow),
  ...whole,
  ...findings,
];
