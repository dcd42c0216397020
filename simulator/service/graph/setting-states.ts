import { tellDecision } from '../../../core/decision.ts';
import type { DeviceStatus } from '../../../core/device.ts';
import type { HeldPolicy } from '../../../core/plan.ts';
import type { World } from '../../target/world.ts';
import type { Entity } from './call.ts';

/** Graph's word for how a device stands to one policy. */
export type PolicyStatus = 'unknown' | 'compliant' | 'nonCompliant';
type State = PolicyStatus | 'error';

/** A policy a device holds, and how it stands to it. */
export interface Standing {
  readonly policy: HeldPolicy;
  readonly status: PolicyStatus;
}

/** The settings of a policy that its calculation would find violated now. */
const violatedIn = (
  world: World,
  device: DeviceStatus,
  policy: HeldPolicy,
): ReadonlySet<string> => {
  const { evaluator, decider, view, now } = world;
  const violated = new Set<string>();
  tellDecision(decider, view, device, now, (stage, subject, key) => {
    const { stages } = evaluator;
    if (stage === 'setting' && subject.slice(0, subject.lastIndexOf('/')) === policy.name) {
      if (stages.setting.violated(key) !== 0) violated.add('deviceThreatProtection');
    } else if (stage === 'risk' && subject === policy.name) {
      if (stages.risk.violated(key) !== 0) violated.add('advancedThreatProtection');
    } else if (stage === 'policy' && subject === policy.name) {
      const { bit } = stages.policy;
      const alone = stages.policy.violated(key) & bit['no-partner-connected'];
      if (alone !== 0) violated.add('deviceThreatProtection');
    }
  });
  return violated;
};

const levelSetting = (prefix: string): string => `${prefix}RequiredSecurityLevel`;

/** `Windows10CompliancePolicy.BitLockerEnabled` is how live tenants write it. */
const settingName = (type: string, property: string): string =>
  [type, property].map((name) => name.slice(0, 1).toUpperCase() + name.slice(1)).join('.');

/** What Graph says of each setting besides its state: whose it is, and which policy sets it. */
interface About {
  readonly type: string;
  readonly source: Entity;
  /** The managed device, for its user. */
  readonly user: Entity;
}

/** How a device stands to each setting of a policy, by Graph's property names. */
export const settingStates = (
  world: World,
  device: DeviceStatus,
  { policy, status }: Standing,
  { type, source, user }: About,
): readonly Entity[] => {
  const violated =
    status === 'nonCompliant' ? violatedIn(world, device, policy) : new Set<string>();
  const levels = [
    ...(policy.threatLimit >= 0 ? ['deviceThreatProtection'] : []),
    ...(policy.riskLimit >= 0 ? ['advancedThreatProtection'] : []),
  ];
  const states: readonly (readonly [property: string, state: State])[] = [
    ...levels.map((name): readonly [string, State] => [
      levelSetting(name),
      violated.has(name) ? 'nonCompliant' : 'compliant',
    ]),
    ...policy.otherSettings.map((property): readonly [string, State] => [
      property,
      device.settings[property]?.state ?? 'compliant',
    ]),
  ];
  return states.map(([property, state]) => ({
    setting: settingName(type, property),
    settingName: settingName(type, property),
    instanceDisplayName: null,
    state: status === 'unknown' ? 'unknown' : state,
    errorCode: 0,
    errorDescription: null,
    currentValue: null,
    userId: user['userId'],
    userName: user['userDisplayName'],
    userEmail: user['emailAddress'],
    userPrincipalName: user['userPrincipalName'],
    sources: [source],
  }));
};
