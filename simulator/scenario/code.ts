import { screenNames } from '../../core/flows/flow.ts';
import { partnerKeys } from '../../core/partners.ts';
import { isReasonCode, orderReasons, type ReasonList, reasonSlugs } from '../../core/reasons.ts';
import { permissions } from '../../core/roles.ts';
import { list } from '../source/collection.ts';
import { didYouMean, listed } from '../source/nearest.ts';
import { text } from '../source/scalar.ts';
import { named, refuse, type Shape } from '../source/shape.ts';

/** Every code a list can hold, where its suffix is a partner; otherwise the slug with a slash. */
const suggestions = (reasons: ReasonList): string[] =>
  reasonSlugs(reasons).flatMap(([slug, suffix]) => {
    if (suffix === 'none') return [slug];
    if (suffix === 'defender') return [`${slug}/defender`];
    return suffix === 'partner' ? partnerKeys.map((key) => `${slug}/${key}`) : [`${slug}/…`];
  });

const suffixWords = {
  none: '',
  partner: '/<partner>',
  defender: '/defender',
  property: '/<property>',
  policy: '/<policy>',
  control: '/<control>',
} as const;

const codeSchema = (codes: readonly string[], prefixes: readonly string[]) => ({
  anyOf: [
    { enum: codes.filter((code) => !code.endsWith('…')) },
    ...prefixes.map((prefix) => ({ type: 'string', pattern: `^${prefix}/[^\\s,]+$` })),
  ],
});

const reasonCode = (reasons: ReasonList): Shape<string> => {
  const known = suggestions(reasons);
  const open = reasonSlugs(reasons)
    .filter(([, suffix]) => !['none', 'partner', 'defender'].includes(suffix))
    .map(([slug]) => slug);
  const base = text('a reason code');
  return {
    expected: 'a reason code',
    schema: () => codeSchema(known, open),
    read: (tree, report) => {
      const code = base.read(tree, report);
      if (code === undefined || isReasonCode(reasons, code)) return code;
      const allowed = reasonSlugs(reasons).map(([slug, suffix]) => slug + suffixWords[suffix]);
      return refuse(tree, report, 'value', `unknown reason code \`${code}\` in \`${reasons}\``, {
        label: `allowed: ${listed(allowed)}`,
        ...didYouMean(code, known),
      });
    },
  };
};

/** A list of reasons, in canonical order whatever the order in which it was written (G11). */
export const reasonCodes = (reasons: ReasonList): Shape<readonly string[]> => {
  const codes = named(reasons, list(reasonCode(reasons)));
  return {
    ...codes,
    read: (tree, report) => {
      const read = codes.read(tree, report);
      return read === undefined ? undefined : orderReasons(reasons, read);
    },
  };
};

/** Results of operations and messages (decision-procedure.md, 2.4). */
const replyResults = ['done', 'refused', 'accepted', 'blocked', 'rejected', 'stale', 'denied'];

/** Codes of replies; those with a slash are about one partner. */
const replyCodes = [
  'connector-unknown/',
  'connector-unavailable/',
  'connector-not-set-up/',
  'device-unknown',
  'observation-stale',
  'platform-not-enabled/',
  'certificate-sync-not-supported/',
  'app-sync-not-enabled/',
  'certificate-sync-not-enabled/',
  'platform-not-supported',
  'device-not-enrolled',
  'inventory-not-collected',
  'personal-apps-withheld',
  'personal-certificates-withheld',
  'second-app-protection-partner/',
  'mtd-role-taken/',
  'connector-not-shown/',
  'prerequisite-missing/',
  'not-supported/',
  'management-not-available',
  'policy-unknown',
  'no-flow',
  'no-protected-app',
  'no-wipe-request',
  'user-unknown',
];

const replyWords: readonly string[] = [
  ...replyResults,
  ...screenNames.map((screen) => `not-offered/${screen}`),
  ...[...Object.keys(permissions), 'globalAdministrator'].map((one) => `permission-missing/${one}`),
  ...replyCodes.flatMap((code) =>
    code.endsWith('/') ? partnerKeys.map((key) => `${code}${key}`) : [code],
  ),
];

/** A result or a code. */
export const replyWord: Shape<string> = named('reply', {
  expected: 'a result such as `accepted`, or a code such as `device-unknown`',
  schema: () => ({ enum: replyWords }),
  read: (tree, report) => {
    const found = text('a reply').read(tree, report);
    if (found === undefined || replyWords.includes(found)) return found;
    const codes = replyCodes.map((code) => (code.endsWith('/') ? `${code}<partner>` : code));
    return refuse(tree, report, 'value', `unknown reply \`${found}\``, {
      label: `allowed: ${listed([
        ...replyResults,
        ...codes,
        'not-offered/<screen>',
        'permission-missing/<permission>',
      ])}`,
      ...didYouMean(found, replyWords),
    });
  },
});
