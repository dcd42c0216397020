import { randomUUID } from 'node:crypto';
import type { PartnerKey } from '../../../core/partners.ts';
import type { Instant } from '../../../core/time.ts';
import type { Limit, ThreatState } from '../../../core/vocabulary.ts';
import { partnerClientId } from '../../contract/partner-client.ts';
import { defaultProfile } from '../../contract/profile.ts';
import type { Reply } from '../../port/observation.ts';
import type { PartnerOperation } from '../../port/operation.ts';
import type { Desk } from './desk.ts';
import { performByControl } from './perform-control.ts';
import { refusedByRole } from './sign-in.ts';
import { type Answer, type Ask, unexpected } from './wire.ts';

const { apiVersion } = defaultProfile.names;

/** An instant of the case, as the service writes its own time. */
const at = ({ shift }: Desk, instant: Instant): string => new Date(instant + shift).toISOString();

const levels: Readonly<Partial<Record<ThreatState, Limit>>> = {
  secured: 'secured',
  lowSeverity: 'low',
  mediumSeverity: 'medium',
  highSeverity: 'high',
  compromised: 'high',
};

/** The condition of a device, as the contract writes what Graph has one word for (6.5). */
const conditionOf = (desk: Desk, state: ThreatState, seen: Instant): object => {
  if (state === 'unknown') return { activationState: 'pending' };
  if (state === 'deactivated') return { activationState: 'deactivated' };
  if (state === 'unresponsive' || state === 'misconfigured') {
    return { activationState: 'activated', reportingState: state };
  }
  const riskLevel = levels[state];
  const reporting = { activationState: 'activated', reportingState: 'reporting' };
  if (riskLevel === undefined) return reporting;
  const threat = {
    threatId: randomUUID(),
    status: 'active',
    category: 'device',
    classification: state === 'compromised' ? 'rooted_or_jailbroken' : 'os_vulnerability',
    severity: riskLevel,
    firstObservedAt: at(desk, seen),
  };
  return {
    ...reporting,
    riskLevel,
    lastScanAt: at(desk, seen),
    threats: riskLevel === 'secured' ? [] : [threat],
    ...(state === 'compromised' ? { compromised: true } : {}),
  };
};

const pathOf = ({ tenantId }: Desk, rest: string): string =>
  `/partner/v1/tenants/${tenantId}${rest}`;

const ask = (desk: Desk, partner: PartnerKey, given: Ask): Promise<Answer> =>
  desk.asPartner(partner, { ...given, headers: { 'api-version': apiVersion } });

const missingIn = ({ json }: Answer): readonly unknown[] => {
  const missing = json?.['missing'];
  return Array.isArray(missing) ? missing : [];
};

const isUnknown = (answer: Answer): boolean => missingIn(answer).includes('connectorNotAdded');

const notShown = (partner: PartnerKey): Reply => ({
  result: 'refused',
  code: `connector-not-shown/${partner}`,
});

const unknownTo = (partner: PartnerKey): Reply => ({
  result: 'rejected',
  code: `connector-unknown/${partner}`,
});

const problemOf = ({ json }: Answer): string =>
  String(json?.['type'] ?? '').replace(/^urn:mtd-partner:problem:/, '');

/** What a refused message comes to in the words of the port. */
const blockedReply = (partner: PartnerKey, given: Ask, answer: Answer): Reply => {
  if (isUnknown(answer)) return unknownTo(partner);
  const problem = problemOf(answer);
  if (answer.status !== 409) throw unexpected(given, answer);
  return { result: 'blocked', code: `${problem}/${partner}` };
};

const setProvisioned = async (
  desk: Desk,
  partner: PartnerKey,
  provisioned: boolean,
): Promise<Reply> => {
  const given: Ask = { method: 'PUT', path: pathOf(desk, '/connector'), json: { provisioned } };
  const answer = await ask(desk, partner, given);
  if (answer.status !== 200) throw unexpected(given, answer);
  if (provisioned && missingIn(answer).includes('connectorNotInCloud')) return notShown(partner);
  return isUnknown(answer) ? unknownTo(partner) : { result: 'done', code: null };
};

const beat = async (desk: Desk, partner: PartnerKey): Promise<Reply> => {
  const json = { sentAt: at(desk, desk.now), connectorVersion: '1', status: 'ok', queueDepth: 0 };
  const given: Ask = { method: 'PUT', path: pathOf(desk, '/heartbeat'), json };
  const answer = await ask(desk, partner, given);
  if (answer.status !== 200) throw unexpected(given, answer);
  if (answer.json?.['connectorState'] !== 'unavailable') return { result: 'accepted', code: null };
  const shown = await ask(desk, partner, { method: 'GET', path: pathOf(desk, '/connector') });
  return isUnknown(shown) ? unknownTo(partner) : { result: 'accepted', code: null };
};

const setError = async (desk: Desk, partner: PartnerKey, on: boolean): Promise<Reply> => {
  const path = pathOf(desk, '/connector/error');
  const json = { code: 'vendor_outage', detail: 'raised by a scenario', since: at(desk, desk.now) };
  const given: Ask = on ? { method: 'PUT', path, json } : { method: 'DELETE', path };
  const answer = await ask(desk, partner, given);
  if (answer.status === 200) return { result: 'accepted', code: null };
  return blockedReply(partner, given, answer);
};

const itemReply = (partner: PartnerKey, result: Readonly<Record<string, unknown>>): Reply => {
  if (result['result'] === 'stale') return { result: 'stale', code: 'observation-stale' };
  if (result['result'] === 'accepted' || result['result'] === 'duplicate') {
    const off = String(result['note'] ?? '').includes('platform_not_enabled');
    return { result: 'accepted', code: off ? `platform-not-enabled/${partner}` : null };
  }
  if (result['code'] === 'device_not_found') return { result: 'rejected', code: 'device-unknown' };
  return { result: 'rejected', code: String(result['code'] ?? 'rejected') };
};

type Report = Extract<PartnerOperation, { do: 'report' }>;

const report = async (desk: Desk, operation: Report): Promise<Reply> => {
  const { partner, device, state, observedAt = desk.now } = operation;
  const messageId = randomUUID();
  desk.sent += 1;
  const item = {
    eventId: randomUUID(),
    deviceId: desk.idOf('entraDevice', device),
    platform: 'android',
    epoch: 1,
    // Rises with what was seen, and among what was seen at one instant with what was sent.
    sequence: observedAt * 1000 + (desk.sent % 1000),
    changedAt: at(desk, observedAt),
    ...conditionOf(desk, state, observedAt),
  };
  const json = { messageId, sentAt: at(desk, Math.max(desk.now, observedAt)), items: [item] };
  const path = pathOf(desk, `/threat-messages/${messageId}`);
  const given: Ask = { method: 'PUT', path, json };
  const answer = await ask(desk, partner, given);
  if (answer.status !== 200) return blockedReply(partner, given, answer);
  const results = answer.json?.['results'];
  const first: unknown = Array.isArray(results) ? results[0] : null;
  if (typeof first !== 'object' || first === null) throw unexpected(given, answer);
  return itemReply(partner, { ...first });
};

/** The admin follows the link of the partner's console (E3). */
export const consent = async (
  desk: Desk,
  partner: PartnerKey,
  by: string | undefined,
): Promise<Reply> => {
  const query = new URLSearchParams({ client_id: partnerClientId(partner), state: randomUUID() });
  const path = `/${desk.tenantId}/adminconsent?${query.toString()}`;
  const given: Ask = { method: 'GET', path };
  const answer = await (by === undefined
    ? desk.asNobody('partner', given)
    : desk.asUser(by, 'partner', given));
  const refusal = refusedByRole(answer);
  if (refusal !== null) return refusal;
  if (problemOf(answer) === 'unknown-service') return notShown(partner);
  if (answer.status >= 400) throw unexpected(given, answer);
  return { result: 'done', code: null };
};

export const performAsPartner = (desk: Desk, operation: PartnerOperation): Promise<Reply> => {
  switch (operation.do) {
    case 'provision':
      return setProvisioned(desk, operation.partner, true);
    case 'deprovision':
      return setProvisioned(desk, operation.partner, false);
    case 'heartbeat':
      return beat(desk, operation.partner);
    case 'raiseError':
      return setError(desk, operation.partner, true);
    case 'clearError':
      return setError(desk, operation.partner, false);
    case 'report':
      return report(desk, operation);
    case 'requestAppSync':
    case 'requestCertificateSync':
      // The contract pages inventories and has none of certificates; the port wants one answer.
      return performByControl(desk, operation);
  }
};
