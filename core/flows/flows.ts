import { isEnrolled, platformOf } from '../facts.ts';
import type { PartnerKey } from '../partners.ts';
import type { ManagementType } from '../vocabulary.ts';
import { androidFlow } from './android.ts';
import { defenderFlow } from './defender.ts';
import { enrolledFlow } from './enrolled.ts';
import type { Answer, Flow, FlowName, Screen, ScreenName } from './flow.ts';
import { iosFlow } from './ios.ts';

export const flows: Readonly<Record<FlowName, Flow>> = {
  ios: iosFlow,
  android: androidFlow,
  enrolled: enrolledFlow,
  defender: defenderFlow,
};

/**
 * How users are led, in one table, so that a known-bad variant can replace any of it (see
 * simulator/grade). What decides about an app or a device is not here: the flows ask the rules.
 */
export interface FlowRules {
  /**
   * The flow of a device; null where no document shows one.
   *
   * @param service whose data app protection would use there
   */
  readonly flowFor: (managementType: ManagementType, service: PartnerKey | null) => FlowName | null;
  /** Null: the flow has no such screen. */
  readonly screenAt: (flow: FlowName, screen: ScreenName) => Screen | null;
  /** Where a user comes out for whom this stands in the way. */
  readonly arrivalOf: (flow: FlowName, answer: Answer) => ScreenName;
  readonly startOf: (flow: FlowName) => ScreenName;
}

export const documentedFlows: FlowRules = {
  flowFor: (managementType, service) => {
    const platform = platformOf(managementType);
    if (platform === 'windows') return null;
    if (isEnrolled(managementType)) return 'enrolled';
    return service === 'defender' ? 'defender' : platform;
  },
  screenAt: (flow, screen) => flows[flow].screens[screen] ?? null,
  arrivalOf: (flow, answer) => flows[flow].arrivals[answer]?.to ?? flows[flow].start,
  startOf: (flow) => flows[flow].start,
};

/** Every choice of every screen, A to Z. */
export const choiceNames: readonly string[] = [
  ...new Set(
    Object.values(flows).flatMap(({ screens }) =>
      Object.values(screens).flatMap(({ choices }) => Object.keys(choices)),
    ),
  ),
].sort();
