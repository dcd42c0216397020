import type { StageName } from '../../../core/evaluator.ts';

/** What each stage asks, about whatever stands below it. */
export const stageWords: Readonly<Record<StageName, string>> = {
  connector: 'Which state does the connector show?',
  gate: 'Is a message from the partner taken in?',
  evidence: 'Is what the partner reported left out?',
  feeders: 'Who feeds the threat level of compliance policies?',
  setting: "Does the partner's report keep to the threat level of the policy?",
  risk: "Does Defender's report keep to the risk score of the policy?",
  policy: 'Does the policy pass?',
  grace: 'Does a failing policy count yet?',
  device: 'Which compliance state follows for the device?',
  usable: 'Can app protection use the connector?',
  service: 'Whose data does the condition of the app protection policy use?',
  launch: 'May the app open, as far as the policy is concerned?',
  match: 'Does the Conditional Access policy apply to this sign-in?',
  access: 'Does the policy let the sign-in through?',
  advice: 'What else is there to know?',
  rollout: 'Is it asked for what it cannot give?',
  appSync: 'Does the partner get the list of apps?',
  appShared: 'Is this app on the list?',
  certificateSync: 'Does the partner get the list of certificates?',
  certificateShared: 'Is this certificate on the list?',
};
