import { type ClassificationToken, classificationTokens } from '../contract/classification.ts';
import type { Device } from './device-book.ts';

/** One line of a connector's script. */
export type Deed =
  | { readonly do: 'heartbeat' | 'app-sync' | 'clear-error' | 'deprovision' }
  | { readonly do: 'activate' | 'scan' | 'silence' | 'deactivate'; readonly device: string }
  | {
      readonly do: 'raise' | 'resolve';
      readonly device: string;
      readonly threat: ClassificationToken;
    }
  | { readonly do: 'error'; readonly code: string }
  | { readonly do: 'wait'; readonly seconds: number };

const alone = ['heartbeat', 'app-sync', 'clear-error', 'deprovision'] as const;
const ofDevice = ['activate', 'scan', 'silence', 'deactivate'] as const;
const ofThreat = ['raise', 'resolve'] as const;

const isToken = (word: string): word is ClassificationToken =>
  classificationTokens.some((token) => token === word);

/** A deed, or what is wrong with the line. */
const deedOf = (words: readonly string[], devices: readonly Device[]): Deed | string => {
  const [verb = '', first = '', second = ''] = words;
  const known = devices.some(({ name, id }) => name === first || id === first);
  const plain = alone.find((word) => word === verb);
  if (plain !== undefined && words.length === 1) return { do: plain };
  const device = ofDevice.find((word) => word === verb);
  if (device !== undefined && words.length === 2) {
    return known ? { do: device, device: first } : `unknown device \`${first}\``;
  }
  const threat = ofThreat.find((word) => word === verb);
  if (threat !== undefined && words.length === 3) {
    if (!known) return `unknown device \`${first}\``;
    return isToken(second)
      ? { do: threat, device: first, threat: second }
      : `unknown kind of threat \`${second}\``;
  }
  if (verb === 'error' && words.length === 2) return { do: 'error', code: first };
  const seconds = /^(\d+)s$/.exec(first)?.[1];
  if (verb === 'wait' && seconds !== undefined && words.length === 2) {
    return { do: 'wait', seconds: Number(seconds) };
  }
  return `\`${words.join(' ')}\` is nothing a connector does`;
};

export interface Script {
  readonly deeds: readonly Deed[];
  /** What is wrong, each with its line, which counts from 1. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

/** Reads a script: one deed on a line, `#` begins a remark. */
export const readScript = (text: string, devices: readonly Device[]): Script => {
  const deeds: Deed[] = [];
  const problems: { line: number; message: string }[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const words = line
      .replace(/#.*/, '')
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '');
    if (words.length === 0) continue;
    const deed = deedOf(words, devices);
    if (typeof deed === 'string') problems.push({ line: index + 1, message: deed });
    else deeds.push(deed);
  }
  return { deeds, problems };
};

const tourThreats = ['os_outdated', 'sideloaded_app', 'rogue_access_point', 'phishing_link'];

/** What a connector does where nobody says: every device, each kind of threat, there and gone. */
export const tourOf = (devices: readonly Device[]): string => {
  const names = devices.map(({ name }) => name);
  const [first] = names;
  return [
    'heartbeat',
    ...names.map((name) => `activate ${name}`),
    ...names.map((name) => `scan ${name}`),
    ...(first === undefined ? [] : tourThreats.map((token) => `raise ${first} ${token}`)),
    'error cloud_maintenance',
    'clear-error',
    ...(first === undefined ? [] : tourThreats.map((token) => `resolve ${first} ${token}`)),
    'app-sync',
    'heartbeat',
  ].join('\n');
};
