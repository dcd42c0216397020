import type { Outcome } from '../result.ts';
import { type Html, html } from './html.ts';

/** What each outcome means and does, in one sentence each; the order of every list. */
export const outcomeWords: Readonly<
  Record<Outcome, { readonly sentence: string; readonly exit: string }>
> = {
  violated: {
    sentence: 'The target did something else than a documented requirement demands.',
    exit: 'exit code 1',
  },
  error: {
    sentence: 'The harness or the adapter of the target broke; nothing is said about the target.',
    exit: 'exit code 4',
  },
  'not-demonstrated': {
    sentence: 'The target cannot show what was asked, so that nobody knows whether it is so.',
    exit: 'exit code 6, where nothing worse is the matter',
  },
  'known-failing': {
    sentence: 'It fails as the list of known failures says, whose entry has an owner and an end.',
    exit: 'none, until the entry expires or the case is met: then 1',
  },
  interpretive: {
    sentence:
      'Another result than expected, where the expectation rests on a reading of silent documents.',
    exit: 'none',
  },
  informational: {
    sentence: 'The documents allow what was seen; it was written down and not judged.',
    exit: 'none',
  },
  'not-run': {
    sentence: 'It was planned and not played, for the reason given; it counts as nothing else.',
    exit: 'none, unless nothing at all ran: then 3',
  },
  met: { sentence: 'Everything that was expected was seen.', exit: 'none' },
};

export const outcomeOrder = Object.keys(outcomeWords) as readonly Outcome[];

/** Each outcome has a shape of its own, so that colour is never the only sign. */
export const glyph = (outcome: Outcome): Html =>
  html`<svg class="glyph o-${outcome}" aria-hidden="true"><use href="#g-${outcome}"/></svg>`;

export const outcomeWord = (outcome: Outcome): Html =>
  html`<span class="word o-${outcome}">${glyph(outcome)}${outcome}</span>`;

const shapes: Readonly<Record<Outcome, string>> = {
  met: '<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="m4.6 8.3 2.3 2.4 4.5-5" class="cut"/>',
  violated:
    '<rect x="1.2" y="1.2" width="13.6" height="13.6" rx="2" fill="currentColor"/><path d="m5 5 6 6m0-6-6 6" class="cut"/>',
  error:
    '<path d="M8 .6 15.4 8 8 15.4.6 8Z" fill="currentColor"/><path d="M8 4.4v4.4m0 1.8v.4" class="cut"/>',
  'not-demonstrated':
    '<path d="M8 1.2 15 14.4H1Z" class="line"/><path d="M8 6v4m0 1.6v.4" class="line"/>',
  'known-failing': '<path d="M3.5 15V1.5h9l-2.6 3.6 2.6 3.6h-9" class="line"/>',
  interpretive:
    '<circle cx="8" cy="8" r="6.6" class="line"/><path d="M4.4 7c1.2-1.4 2.4-1.4 3.6 0s2.4 1.4 3.6 0M4.4 10.2c1.2-1.4 2.4-1.4 3.6 0s2.4 1.4 3.6 0" class="line"/>',
  informational:
    '<circle cx="8" cy="8" r="6.6" class="line"/><path d="M8 7.2v4M8 4.6v.4" class="line"/>',
  'not-run':
    '<circle cx="8" cy="8" r="6.6" class="line" stroke-dasharray="2.4 2"/><path d="M5 8h6" class="line"/>',
};

const symbol = ([outcome, markup]: readonly [string, string]): string =>
  `<symbol id="g-${outcome}" viewBox="0 0 16 16">${markup}</symbol>`;

const patterns = [
  '<pattern id="p-bad" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v6" class="p-line"/></pattern>',
  '<pattern id="p-wait" width="6" height="6" patternUnits="userSpaceOnUse"><circle cx="1.5" cy="1.5" r="1" class="p-dot"/><circle cx="4.5" cy="4.5" r="1" class="p-dot"/></pattern>',
  '<pattern id="p-more" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v5" class="p-more"/></pattern>',
  '<pattern id="p-off" width="5" height="5" patternUnits="userSpaceOnUse"><path d="M0 4.5h5" class="p-line"/></pattern>',
];

/** What every picture of the page draws upon; stands in the page once. */
export const symbols: Html = {
  markup: `<svg class="defs" aria-hidden="true"><defs>${patterns.join('')}</defs>${Object.entries(shapes).map(symbol).join('')}</svg>`,
};
