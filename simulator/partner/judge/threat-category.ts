import type { Platform } from '../../../core/vocabulary.ts';
import {
  classificationOf,
  classificationTokens,
  threatCategories,
} from '../../contract/classification.ts';
import { techniques } from '../../contract/technique.ts';
import { wirePlatforms } from '../../contract/threat-message.ts';
import { member } from '../json-member.ts';
import type { Check, Note } from './check.ts';
import { isMessage, itemsOf } from './message-items.ts';

/** A word of a closed list; anything else may be what nobody should read. */
const wordOf = (value: unknown, words: readonly string[]): string =>
  words.find((word) => word === value) ?? 'an unknown word';

const checkTechniques = (threat: unknown, platform: unknown, note: Note): void => {
  const list = member(member(threat, 'attack'), 'techniques');
  for (const id of Array.isArray(list) ? list.map(String) : []) {
    const known: readonly Platform[] | undefined = techniques.get(id);
    const shown = /^T\d{4}(\.\d{3})?$/.test(id) ? id : 'one that is no id';
    const should = { severity: 'SHOULD' } as const;
    if (known === undefined) {
      const expected = 'techniques of ATT&CK for Mobile v18.1 that the registry names';
      note.fault(expected, `${shown}: revoked, unknown, or not in the registry`, should);
    } else if (!known.some((each) => each === platform)) {
      note.fault(
        'techniques of the platform',
        `${shown} on ${wordOf(platform, wirePlatforms)}`,
        should,
      );
    }
  }
};

export const threatCategory: Check = {
  id: 'PT-17',
  title: 'Threats have the right category, and ATT&CK techniques that exist',
  rule: 'Device, app and network threats (Microsoft Learn); MITRE ATT&CK for Mobile v18.1',
  mark: 'F',
  severity: 'MUST',
  topics: ['device', 'app', 'network'],
  watch: () => (call, note) => {
    if (!isMessage(call)) return;
    for (const { value } of itemsOf(call)) {
      const threats = member(value, 'threats');
      for (const threat of Array.isArray(threats) ? threats : []) {
        const token = classificationTokens.find(
          (each) => each === member(threat, 'classification'),
        );
        const category = member(threat, 'category');
        checkTechniques(threat, member(value, 'platform'), note);
        if (token === undefined) continue;
        const right = classificationOf(token).category;
        if (category === right) note.seen(right);
        else
          note.fault(`\`${token}\` under ${right}`, `under ${wordOf(category, threatCategories)}`);
      }
    }
  },
};
