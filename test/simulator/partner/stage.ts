import { partnerClientId } from '../../../simulator/contract/partner-client.ts';
import { type ContractProfile, defaultProfile } from '../../../simulator/contract/profile.ts';
import { readScript } from '../../../simulator/partner/deed.ts';
import type { Defect } from '../../../simulator/partner/defect.ts';
import { createJudge, type Judgement } from '../../../simulator/partner/judge/judge.ts';
import { type ConnectorEnd, runConnector } from '../../../simulator/partner/reference-connector.ts';
import { openWire } from '../../../simulator/partner/wire.ts';
import { openStand, type Stand } from '../service/partner/stand.ts';

export interface Played {
  readonly end: ConnectorEnd;
  readonly judgement: Judgement;
  readonly said: readonly string[];
  /** Verdict by check, without what was not demonstrated. */
  readonly verdicts: Readonly<Record<string, string>>;
  readonly stand: Stand;
}

export interface Play {
  readonly script: string;
  readonly defect?: Defect | null;
  readonly linger?: number;
  readonly profile?: ContractProfile;
  /** What the connector thinks the contract is; absent: it is right. */
  readonly believes?: ContractProfile;
  /** Devices besides those of the tenant, each with a name that is an id. */
  readonly strangers?: readonly string[];
  /** Called before anything is sent. */
  readonly before?: (stand: Stand) => void;
  /** Called with the machine's time of every heartbeat. */
  readonly listen?: (at: number) => void;
  /** Called whenever the connector waits, with the time it has waited so far. */
  readonly waiting?: (waited: number, stand: Stand) => void;
}

/** The reference connector in front of a stand-in whose time passes only while it waits. */
export const play = async ({ script, defect = null, ...options }: Play): Promise<Played> => {
  const { profile = defaultProfile, linger = 0, strangers = [] } = options;
  const stand = await openStand(profile);
  const { service, tenant } = stand;
  const address = await stand.address();
  const judge = createJudge(profile);
  const stop = service.context.journal.listen((exchange) => {
    if (exchange.tenant !== tenant.id) return;
    if (exchange.url.endsWith('/heartbeat')) options.listen?.(exchange.at);
    judge.hear(exchange);
  });
  options.before?.(stand);
  let waited = 0;
  const said: string[] = [];
  const wire = openWire(address);
  const idOf = (name: string): string => tenant.names.idOf('entraDevice', name);
  const devices = [
    { name: 'pixel', id: idOf('pixel'), platform: 'android' as const },
    { name: 'iphone', id: idOf('iphone'), platform: 'ios' as const },
    { name: 'own-iphone', id: idOf('own-iphone'), platform: 'ios' as const },
    ...strangers.map((id) => ({ name: id, id, platform: 'android' as const })),
  ];
  const { deeds, problems } = readScript(script, devices);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const end = await runConnector(
    {
      wire,
      identity: {
        tenant: tenant.id,
        client: partnerClientId('lookout'),
        proof: { secret: stand.secretOf('lookout') },
      },
      partnerName: 'Reference',
      devices,
      profile: options.believes ?? profile,
      defect,
      linger,
      tell: (line) => said.push(line),
      pacing: {
        now: () => service.context.machineNow(),
        chance: () => 0.5,
        sleep: async (milliseconds) => {
          stand.pass(milliseconds);
          waited += milliseconds;
          tenant.clock.advanceTo(tenant.clock.now() + milliseconds);
          options.waiting?.(waited, stand);
        },
      },
    },
    deeds,
  );
  await wire.close();
  stop();
  const [judgement] = judge.report();
  if (judgement === undefined) throw new Error(`nothing was heard: ${said.join('; ')}`);
  const verdicts = Object.fromEntries(
    judgement.results
      .filter(({ verdict }) => verdict !== 'not-demonstrated')
      .map(({ check, verdict }) => [check.id, verdict]),
  );
  return { end, judgement, said, verdicts, stand };
};
