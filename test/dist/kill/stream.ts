import { randomUUID } from 'node:crypto';
import { type Application, type Served, tokenOf } from './served.ts';

const intune = 'https://api.manage.microsoft.com/';
const graph = 'https://graph.microsoft.com';

const levels = ['secured', 'low', 'medium', 'high'] as const;

interface Sent {
  readonly id: string;
  /** The bytes, which must be the same when it is sent again. */
  readonly body: string;
  /** Null where it was never answered. */
  readonly answer: string | null;
}

/** A device as its partner knows it, with everything that was ever sent about it. */
interface Told {
  readonly id: string;
  readonly sent: Sent[];
}

/** What a partner and an admin know, over all restarts. */
export interface Ledger {
  readonly devices: readonly Told[];
  /** By name: the id with which Graph answered, or null where it never did. */
  readonly policies: Map<string, string | null>;
}

export const newLedger = (devices: readonly string[]): Ledger => ({
  devices: devices.map((id) => ({ id, sent: [] })),
  policies: new Map(),
});

export const answeredIn = ({ devices }: Ledger): number =>
  devices.reduce((sum, { sent }) => sum + sent.filter(({ answer }) => answer !== null).length, 0);

/** A way in for both, good for one life of the service. */
interface Access {
  readonly served: Served;
  readonly partner: Readonly<Record<string, string>>;
  readonly admin: Readonly<Record<string, string>>;
}

export const accessTo = async (
  served: Served,
  [admin, partner]: readonly Application[],
): Promise<Access> => {
  if (admin === undefined || partner === undefined) throw new Error('no secrets were shown');
  const headers = async (application: Application, resource: string) => ({
    authorization: `Bearer ${await tokenOf(served, application, resource)}`,
    'content-type': 'application/json',
    'api-version': '2026-01-01',
  });
  return {
    served,
    partner: await headers(partner, intune),
    admin: await headers(admin, graph),
  };
};

const messageAbout = (device: string, sequence: number) => {
  const now = new Date(Date.now() - 1000).toISOString();
  const item = {
    ...{ eventId: randomUUID(), deviceId: device, platform: 'android', epoch: 1, sequence },
    ...{ changedAt: now, lastScanAt: now, activationState: 'activated', threats: [] },
    riskLevel: levels[sequence % levels.length],
  };
  return { messageId: randomUUID(), sentAt: now, items: [item] };
};

const put = async ({ served, partner }: Access, id: string, body: string) => {
  const url = `${served.base}/partner/v1/tenants/${served.tenant}/threat-messages/${id}`;
  const answer = await fetch(url, { method: 'PUT', headers: partner, body });
  return { answer, text: await answer.text() };
};

const policies = 'beta/deviceManagement/deviceCompliancePolicies';

const makePolicy = async ({ served, admin }: Access, displayName: string) => {
  const body = {
    '@odata.type': '#microsoft.graph.androidWorkProfileCompliancePolicy',
    displayName,
    scheduledActionsForRule: [
      { scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 24 }] },
    ],
  };
  const url = `${served.base}/${policies}`;
  const answer = await fetch(url, { method: 'POST', headers: admin, body: JSON.stringify(body) });
  const made = (await answer.json()) as { readonly id: string };
  if (answer.status !== 201) throw new Error(`no policy: ${answer.status}`);
  return made.id;
};

/** Sends about every device at once, one message after the other, until nobody answers. */
export const streamUntilDead = async (access: Access, { devices, policies }: Ledger) => {
  const partner = devices.map(async ({ id: device, sent }) => {
    for (;;) {
      const message = messageAbout(device, sent.length + 1);
      const body = JSON.stringify(message);
      const index = sent.push({ id: message.messageId, body, answer: null }) - 1;
      const { answer, text } = await put(access, message.messageId, body);
      if (answer.status !== 200) throw new Error(`${answer.status}: ${text}`);
      sent[index] = { id: message.messageId, body, answer: text };
    }
  });
  const admin = async () => {
    for (;;) {
      const name = `policy ${randomUUID()}`;
      policies.set(name, null);
      policies.set(name, await makePolicy(access, name));
    }
  };
  const ended = await Promise.allSettled([...partner, admin()]);
  for (const end of ended) {
    // A connection that broke is what was meant to happen; anything else is not.
    const isBroken = end.status === 'rejected' && end.reason instanceof TypeError;
    if (!isBroken) throw end.status === 'rejected' ? end.reason : new Error('nobody was killed');
  }
};

/** Sends messages once more: each has the answer it had, and one that had none is taken once. */
export const faultsAfterRestart = async (
  access: Access,
  { devices, policies: made }: Ledger,
  /** How many of the last messages of each device. */
  howMany: number,
): Promise<readonly string[]> => {
  const faults: string[] = [];
  for (const { sent } of devices) {
    for (const [index, { id, body, answer: before }] of [...sent.entries()].slice(-howMany)) {
      const { answer, text } = await put(access, id, body);
      if (answer.status !== 200) faults.push(`${id}: ${answer.status} ${text}`);
      if (before === null) {
        // Half of it in the store would make it stale, or a duplicate of itself.
        if (!text.includes('"result":"accepted"')) faults.push(`${id} was taken in part: ${text}`);
        sent[index] = { id, body, answer: text };
      } else {
        if (text !== before) faults.push(`${id} was ${before} and is ${text}`);
        if (answer.headers.get('idempotent-replayed') !== 'true') faults.push(`${id} came twice`);
      }
    }
  }
  return [...faults, ...(await policyFaults(access, made))];
};

const policyFaults = async ({ served, admin }: Access, made: Ledger['policies']) => {
  const faults: string[] = [];
  const answer = await fetch(`${served.base}/${policies}`, { headers: admin });
  const { value } = (await answer.json()) as {
    readonly value: readonly { readonly id: string; readonly displayName: string }[];
  };
  const kept = value.filter(({ displayName }) => made.has(displayName));
  const ids = new Map(kept.map(({ id, displayName }) => [displayName, id]));
  if (ids.size < kept.length) faults.push('a policy is there twice');
  for (const [name, id] of made) {
    if (id !== null && ids.get(name) !== id) faults.push(`${name} is ${ids.get(name)}, not ${id}`);
  }
  return faults;
};

/** What Graph says of each device: the state of the last message about it, and no earlier one. */
export const stateFaults = async ({ served, admin }: Access, { devices }: Ledger) => {
  const url = `${served.base}/beta/deviceManagement/managedDevices`;
  const { value } = (await (await fetch(url, { headers: admin })).json()) as {
    readonly value: readonly {
      readonly azureADDeviceId: string;
      readonly partnerReportedThreatState: string;
    }[];
  };
  const states = new Map(
    value.map((one) => [one.azureADDeviceId, one.partnerReportedThreatState] as const),
  );
  return devices.flatMap(({ id, sent }) => {
    const level = levels[sent.length % levels.length] ?? '';
    const expected = level === 'secured' ? level : `${level}Severity`;
    return states.get(id) === expected ? [] : [`${id} is ${states.get(id)}, not ${expected}`];
  });
};
