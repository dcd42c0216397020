import { setTimeout as wait } from 'node:timers/promises';
import type { PartnerKey } from '../../../core/partners.ts';
import { objectId } from '../../contract/object-id.ts';
import { defaultProfile } from '../../contract/profile.ts';
import type { WireItem } from '../../contract/threat-message.ts';
import { nameOfDrawn } from '../../fleet/drawn-tenant.ts';
import { monotonic } from '../monotonic.ts';
import { resultsIn } from './answer.ts';
import { idFrom, messageOf } from './message-body.ts';
import type { KindPlan } from './plan.ts';
import type { ReadyTenant, SetUpFailure } from './service-setup.ts';

/** Items of a message; the contract allows 500. */
const batch = 500;
const longestWait = 30_000;

interface Fleet {
  readonly devices: number;
  readonly kinds: readonly KindPlan[];
  readonly kindOf: Uint16Array;
}

/** A message that was let in, whatever it had to wait for its turn; or why it was not. */
const deliver = async (
  { origin, id, access }: ReadyTenant,
  partner: PartnerKey,
  messageId: string,
  body: string,
): Promise<string | SetUpFailure> => {
  const url = `${origin}/partner/v1/tenants/${id}/threat-messages/${messageId}`;
  const headers = {
    authorization: `Bearer ${access.partners[partner]?.token ?? ''}`,
    'api-version': defaultProfile.names.apiVersion,
    'content-type': 'application/json',
  };
  for (let waited = 0; waited < longestWait; ) {
    const answer = await fetch(url, { method: 'PUT', headers, body });
    const text = await answer.text();
    if (answer.ok) return text;
    if (answer.status !== 429) {
      return { message: `${partner} cannot report: status ${answer.status}: ${text}` };
    }
    const time = Math.max(200, Number(answer.headers.get('retry-after') ?? 1) * 1_000);
    waited += time;
    await wait(time);
  }
  return { message: `${partner} is never let in: it is told to wait again and again` };
};

/** Every partner says of all of its devices that they are secured, which is where a run begins. */
export const reportAllSecured = async (
  tenant: ReadyTenant,
  { devices, kinds, kindOf }: Fleet,
): Promise<SetUpFailure | null> => {
  const { clock } = tenant;
  const partners = [...new Set(kinds.flatMap((kind) => kind.partners))];
  const about = (device: number): Pick<WireItem, 'deviceId' | 'platform'> => ({
    deviceId: objectId(tenant.id, 'entraDevice', nameOfDrawn(device)),
    platform: kinds[kindOf[device] ?? 0]?.platform ?? 'android',
  });
  for (const [place, partner] of partners.entries()) {
    const own: number[] = [];
    for (let device = 0; device < devices; device++) {
      if (kinds[kindOf[device] ?? 0]?.partners.includes(partner) === true) own.push(device);
    }
    for (let from = 0; from < own.length; from += batch) {
      const now = Math.floor(
        clock.service + ((monotonic() - clock.monotonic) / 1_000) * clock.factor,
      );
      const told = own.slice(from, from + batch).map((device) => ({ device, state: 0 }));
      // Number 1 of every device; those of the run come after it.
      const parts = { seed: place, sequence: -1, seenAt: now, sentAt: now, told, about };
      const messageId = idFrom(place, from, -1);
      const message = { ...messageOf(parts), messageId };
      const answer = await deliver(tenant, partner, messageId, JSON.stringify(message));
      if (typeof answer !== 'string') return answer;
      const refused = resultsIn(answer).filter((result) => result !== 'accepted').length;
      if (refused > 0) return { message: `${partner}: ${refused} devices cannot be reported on` };
    }
  }
  return null;
};
