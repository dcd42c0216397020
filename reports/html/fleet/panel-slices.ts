import { shareText } from '../../fleet/amount-text.ts';
import type { CohortSummary, FleetSummary } from '../../fleet/summary.ts';
import { stackedBar } from '../chart/bars.ts';
import { type Cell, cell, dataTable, figure, picture, word } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';
import { none, panel } from '../panel.ts';
import { meaningOf } from './code-words.ts';
import { amount } from './told.ts';

const looks: Readonly<Record<string, string>> = {
  compliant: 'good',
  inGracePeriod: 'wait',
  noncompliant: 'bad',
  error: 'bad',
  unknown: 'off',
};

const order = Object.keys(looks);
const rank = (state: string): number =>
  (order.indexOf(state) + order.length + 1) % (order.length + 1);

const statesIn = (cohorts: readonly CohortSummary[]): readonly string[] =>
  [...new Set(cohorts.flatMap(({ atEnd }) => Object.keys(atEnd)))].sort(
    (a, b) => rank(a) - rank(b) || (a < b ? -1 : 1),
  );

const noncompliantShare = ({ atEnd, devices }: CohortSummary): number =>
  devices === 0 ? 0 : (atEnd['noncompliant'] ?? 0) / devices;

const count = (place: string, value: number | undefined): Cell =>
  value === undefined ? cell('0', 0) : cell(amount(place, value), value);

/** Panel 8: the fleet by cohort, the worst first. */
export const cohortsPanel = ({ cohorts }: FleetSummary): Html => {
  const states = statesIn(cohorts);
  const worstFirst = cohorts
    .map((cohort, at) => ({ cohort, at }))
    .sort((a, b) => noncompliantShare(b.cohort) - noncompliantShare(a.cohort));
  const rows = worstFirst.map(({ cohort, at }) => {
    const bad = noncompliantShare(cohort);
    const pieces = states.map((state) => ({
      name: `${cohort.atEnd[state] ?? 0} ${state}`,
      size: cohort.atEnd[state] ?? 0,
      look: looks[state] ?? 'off',
    }));
    return [
      cell(html`<code>${cohort.cohort}</code>`),
      count(`cohorts.${at}.devices`, cohort.devices),
      cell(shareText(bad), bad),
      ...states.map((state) => count(`cohorts.${at}.atEnd.${state}`, cohort.atEnd[state])),
      cell(stackedBar(pieces)),
    ];
  });
  return panel(
    'cohorts',
    'By cohort',
    'Devices by their compliance state when the run ends, the cohort with most noncompliant ones first. In the bars the states stand in the order of the columns. A click on a title sorts.',
    dataTable(
      'Cohorts by compliance at the end',
      [
        word('cohort'),
        figure('devices'),
        figure('noncompliant share'),
        ...states.map(figure),
        picture('states'),
      ],
      rows,
      { isSortable: true },
    ),
  );
};

const outcomesTable = ({ access, counts }: FleetSummary): Html => {
  const { launches, tokens, actions, selectiveWipes, walks = {} } = access;
  const walked = Object.values(walks).reduce((sum, n) => sum + n, 0);
  const part = (what: string, place: string, all: Readonly<Record<string, number>>, sum: number) =>
    Object.entries(all).map(([name, n]) => [
      cell(html`${what} <b>${name}</b>`),
      count(`access.${place}.${name}`, n),
      cell(sum === 0 ? '–' : shareText(n / sum), sum === 0 ? null : n / sum),
    ]);
  const fired = Object.values(actions).reduce((sum, n) => sum + n, 0);
  return dataTable(
    'Outcomes',
    [word('what came of it'), figure('count'), figure('share of its kind')],
    [
      ...part('launch', 'launches', launches, counts.launches),
      ...part('token', 'tokens', tokens, counts.tokens),
      ...part('action', 'actions', actions, fired),
      ...part('way to the app', 'walks', walks, walked),
      [
        cell(html`<b>selective wipe</b>`),
        count('access.selectiveWipes', selectiveWipes),
        cell('–'),
      ],
    ],
  );
};

const threatsTable = ({ threats }: FleetSummary): Html =>
  threats.length === 0
    ? none('No threat arrived.')
    : dataTable(
        'Threats',
        [word('threat'), figure('arrived'), figure('never seen'), figure('share')],
        threats.map(({ threat, arrived, neverSeen }, at) => [
          cell(html`<code>${threat}</code>`),
          count(`threats.${at}.arrived`, arrived),
          count(`threats.${at}.neverSeen`, neverSeen),
          cell(arrived === 0 ? '–' : shareText(neverSeen / arrived), neverSeen / (arrived || 1)),
        ]),
        { isSortable: true },
      );

const messagesTable = ({ messages, words }: FleetSummary): Html => {
  if (messages.length === 0) return none('No partner sent any.');
  const results = [...new Set(messages.map(({ result }) => result))].sort();
  const partners = [...new Set(messages.map(({ partner }) => partner))];
  const rows = partners.map((partner) => [
    cell(html`<code>${partner}</code>`),
    ...results.map((result) => {
      const at = messages.findIndex((each) => each.partner === partner && each.result === result);
      return count(`messages.${at}.messages`, messages[at]?.messages);
    }),
  ]);
  const meanings = results.map(
    (result) =>
      html`<dt><code>${result}</code></dt><dd>${meaningOf(result, words) ?? 'refused'}</dd>`,
  );
  return html`${dataTable('Messages of partners', [word('partner'), ...results.map(figure)], rows, { isSortable: true })}<dl class="facts words">${meanings}</dl>`;
};

/** What the devices lived through. */
export const livedPanel = (summary: FleetSummary): Html => {
  const { counts } = summary;
  return panel(
    'lived',
    'Threats, messages and outcomes',
    'Plain counts over the whole run: what came upon the devices, what partners sent, and what users met with.',
    html`<p>The devices lived through ${amount('counts.events', counts.events)} events, among them ${amount('counts.checkIns', counts.checkIns)} check-ins, ${amount('counts.launches', counts.launches)} launches, ${amount('counts.messages', counts.messages)} messages and ${amount('counts.threats', counts.threats)} threats.</p><div class="pair"><div><h4>Launches, tokens and actions</h4>${outcomesTable(summary)}</div><div><h4>Threats</h4>${threatsTable(summary)}</div></div><h4 id="messages">Messages of partners</h4>${messagesTable(summary)}`,
  );
};
