import { brokenText, certificateHelp, isAboutTls } from './broken.ts';
import { ownSetup, type TargetSetup, usualTimeout } from './setup.ts';

/** Why nothing can be judged, in words for whoever set the service up. */
export interface NotReady {
  readonly because: string;
  readonly help: string;
}

const start = 'start it with `muster serve --control-port 8081`';
const foreign = 'of a service that is not Muster’s own, `--target-file` says how it is driven';

const told = async (answer: Response): Promise<Readonly<Record<string, unknown>>> => {
  try {
    const value: unknown = await answer.json();
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};

const unreached = (origin: string, error: unknown): NotReady => {
  const why = brokenText(error, usualTimeout);
  return isAboutTls(error)
    ? { because: `${origin}: ${why}`, help: certificateHelp }
    : { because: `nobody answers at ${origin}: ${why}`, help: start };
};

/** Asks at an address whether one of our own services is there, and where its control surface. */
export const findOwn = async (address: string): Promise<TargetSetup | NotReady> => {
  const { origin } = new URL(address);
  const signal = AbortSignal.timeout(usualTimeout);
  const asked = fetch(`${origin}/.well-known/muster`, { signal, redirect: 'manual' });
  const answer = await asked.catch((error: unknown) => unreached(origin, error));
  if ('because' in answer) return answer;
  const found = await told(answer);
  if (found['service'] !== 'muster') {
    return { because: `what answers at ${origin} is no stand-in of Muster`, help: foreign };
  }
  const { control } = found;
  return typeof control === 'string' && URL.canParse(control)
    ? ownSetup(origin, control)
    : { because: `the service at ${origin} has no control surface open`, help: start };
};
