import { type PartnerKey, partnerKeys } from '../../../core/partners.ts';
import type { MtdApp } from '../../../core/tenant.ts';
import type { Instant } from '../../../core/time.ts';
import type { ThreatState } from '../../../core/vocabulary.ts';
import { type History, happeningAt } from './history.ts';

/** A device threat message on its way to Intune. */
export interface Message {
  readonly partner: PartnerKey;
  readonly device: string;
  readonly state: ThreatState;
  readonly observedAt: Instant;
}

const noApp: MtdApp = { installed: false, activated: false };

/** The MTD app of a partner on a device after the first `done` happenings (G8). */
export const appThen = (
  history: History,
  done: number,
  device: string,
  partner: PartnerKey,
): MtdApp => {
  let app = history.tenant.devices[device]?.mtdApps[partner] ?? noApp;
  for (let i = 0; i < done; i += 1) {
    const { operation } = happeningAt(history, i);
    if (!('device' in operation) || operation.device !== device) continue;
    if (!('partner' in operation) || operation.partner !== partner) continue;
    if (operation.do === 'install') app = { ...app, installed: true };
    if (operation.do === 'uninstall') app = noApp;
    if (operation.do === 'activate' && app.installed) app = { ...app, activated: true };
    if (operation.do === 'deactivate') app = { ...app, activated: false };
  }
  return app;
};

/** THREAT-04: the level of the worst threat on the device that nobody has resolved. */
const levelFound = (history: History, done: number, device: string): ThreatState => {
  const open = new Map<string, 'low' | 'medium' | 'high'>();
  for (let i = 0; i < done; i += 1) {
    const { operation } = happeningAt(history, i);
    if (operation.do === 'raiseThreat' && operation.device === device) {
      open.set(operation.threat, operation.severity);
    }
    if (operation.do === 'resolveThreat' && operation.device === device) {
      open.delete(operation.threat);
    }
  }
  const severities = [...open.values()];
  if (severities.includes('high')) return 'highSeverity';
  if (severities.includes('medium')) return 'mediumSeverity';
  if (severities.includes('low')) return 'lowSeverity';
  return 'secured';
};

/** The threat messages that happening number `index` makes partners send (G8). */
export const messagesOf = (history: History, index: number): Message[] => {
  const { at, operation } = happeningAt(history, index);
  switch (operation.do) {
    case 'report': {
      const { partner, device, state, observedAt } = operation;
      return [{ partner, device, state, observedAt: observedAt ?? at }];
    }
    case 'scan': {
      const { device } = operation;
      return partnerKeys
        .filter((partner) => operation.partner === undefined || operation.partner === partner)
        .filter((partner) => {
          const app = appThen(history, index, device, partner);
          return app.installed && app.activated;
        })
        .map((partner) => ({
          partner,
          device,
          state: levelFound(history, index, device),
          observedAt: at,
        }));
    }
    case 'activate': {
      const { partner, device } = operation;
      if (!appThen(history, index, device, partner).installed) return [];
      return [{ partner, device, state: 'activated', observedAt: at }];
    }
    case 'uninstall':
    case 'deactivate': {
      const { partner, device, silent } = operation;
      if (silent || !appThen(history, index, device, partner).installed) return [];
      return [{ partner, device, state: 'deactivated', observedAt: at }];
    }
    default:
      return [];
  }
};
