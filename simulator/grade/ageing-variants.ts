import { documentedFacts, type Facts } from '../../core/facts.ts';
import { isVerdict } from '../../core/rules/threat.ts';
import { day } from '../../core/time.ts';
import { type Variant, withFacts } from './variant.ts';

const facts = documentedFacts;

const variant = (id: string, mistake: string, mistaken: Partial<Facts>): Variant => ({
  id: `ageing/${id}`,
  requirements: ['THREAT-08'],
  mistake,
  parts: withFacts(mistaken),
});

/** The reading `scanAgeing` taken the wrong way. */
export const ageingVariants: readonly Variant[] = [
  variant('one-ms-late', 'a verdict counts 1 ms too long', {
    verdictLength: (readings) => facts.verdictLength(readings) + 1,
  }),
  variant('one-ms-early', 'a verdict counts 1 ms too short', {
    verdictLength: (readings) => facts.verdictLength(readings) - 1,
  }),
  variant('ignored', 'a verdict counts for ever', {
    verdictLength: () => Number.POSITIVE_INFINITY,
  }),
  variant('always-seven-days', 'the duration is not read', {
    verdictLength: ({ scanAgeing }) => (scanAgeing === 'never' ? Infinity : 7 * day),
  }),
  variant('from-arrival', 'age counts from the arrival of the report', {
    verdictSince: (_, arrivedAt) => arrivedAt,
  }),
  variant('any-state', 'states without a verdict are forgotten as well', {
    outdated: () => 'none',
  }),
  variant('good-news-only', 'a bad verdict counts for ever', {
    outdated: (state) => (state === 'secured' || state === 'lowSeverity' ? 'none' : state),
  }),
  variant('bad-news-only', 'a good verdict counts for ever', {
    outdated: (state) =>
      state === 'secured' || state === 'lowSeverity' ? state : facts.outdated(state),
  }),
  variant('as-activated', 'an old verdict leaves the app activated', {
    outdated: (state) => (isVerdict(state) ? 'activated' : state),
  }),
  variant('as-unresponsive', "an old verdict is taken for the vendor's own word of silence", {
    outdated: (state) => (isVerdict(state) ? 'unresponsive' : state),
  }),
  variant('as-high', 'an old verdict is taken for a threat', {
    outdated: (state) => (isVerdict(state) ? 'highSeverity' : state),
  }),
];
