import type { Phase } from './phase.ts';

const number = (value: number): string =>
  String(Math.round(value * 100) / 100).replace(/\B(?=(?:\d{3})+(?!\d))/g, ',');

const seconds = (duration: number): string => `${number(duration / 1_000)} s`;

/** `1,000/s for 60 s`. */
export const phaseText = ({ executor, duration, spacing }: Phase): string => {
  const random = spacing === 'random' ? ', independently' : '';
  switch (executor.kind) {
    case 'constantRate':
      return `${number(executor.rate)}/s for ${seconds(duration)}${random}`;
    case 'rampRate':
      return `from ${number(executor.from)}/s to ${number(executor.to)}/s in ${seconds(duration)}${random}`;
    case 'stairs':
      return `from ${number(executor.from)}/s by ${number(executor.step)}/s every ${seconds(executor.each)} for ${seconds(duration)}${random}`;
    case 'atOnce':
      return `${number(executor.requests)} at once`;
    case 'constantDevices':
      return `${number(executor.devices)} devices, each every ${seconds(executor.every)}, for ${seconds(duration)}${random}`;
  }
};
