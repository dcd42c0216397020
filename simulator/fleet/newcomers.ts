import { minute } from '../../core/time.ts';
import { type ObjectOf, object, optional } from '../source/collection.ts';
import { probability } from './probability.ts';
import { certain, type Newcomers } from './profile.ts';
import { span } from './spread.ts';

/** How people get to their app for the first time unless a profile says otherwise. */
const usualNewcomers: Newcomers = {
  share: certain,
  begins: { kind: 'mean', mean: 60 * minute },
  step: { kind: 'mean', mean: minute },
  install: { kind: 'between', from: minute, to: 10 * minute },
  installFails: 0,
  declines: 0,
  waits: { kind: 'mean', mean: 10 * minute },
};

const fields = {
  share: optional(probability, 'How many of the devices are new. Default: 100%.'),
  begins: optional(span, 'Working time until their person begins. Default: { mean: 1h }.'),
  step: optional(span, 'Working time for one screen. Default: { mean: 1m }.'),
  install: optional(span, 'For the installation of an app. Default: { from: 1m, to: 10m }.'),
  installFails: optional(probability, 'How likely an installation fails. Default: 0%.'),
  declines: optional(probability, 'How likely a consent or a permission is denied. Default: 0%.'),
  waits: optional(span, 'Until somebody who has to wait tries again. Default: { mean: 10m }.'),
};

export const newcomersShape = object('how new devices get to their app', fields);

export const newcomersOf = (entry: ObjectOf<typeof fields>): Newcomers => ({
  share: entry.share ?? usualNewcomers.share,
  begins: entry.begins ?? usualNewcomers.begins,
  step: entry.step ?? usualNewcomers.step,
  install: entry.install ?? usualNewcomers.install,
  installFails: entry.installFails ?? usualNewcomers.installFails,
  declines: entry.declines ?? usualNewcomers.declines,
  waits: entry.waits ?? usualNewcomers.waits,
});
