import type { TimelineEntry } from '../../../reports/load/finding.ts';

/** What was lately asked and answered about each device, for whoever wants to know why. */
export interface Diary {
  /** What it returns takes the answer. */
  readonly asked: (device: number, entry: Omit<TimelineEntry, 'ended' | 'answer'>) => Answered;
  readonly of: (device: number) => readonly TimelineEntry[];
}

type Answered = (answer: string, ended: number) => void;

type Writable = { -readonly [Key in keyof TimelineEntry]: TimelineEntry[Key] };

const entriesMost = 24;
const devicesMost = 20_000;

export const createDiary = (): Diary => {
  const pages = new Map<number, Writable[]>();
  const pageOf = (device: number): Writable[] => {
    const known = pages.get(device);
    if (known !== undefined) return known;
    const page: Writable[] = [];
    pages.set(device, page);
    if (pages.size > devicesMost) {
      const [oldest] = pages.keys();
      if (oldest !== undefined) pages.delete(oldest);
    }
    return page;
  };
  return {
    asked: (device, entry) => {
      const page = pageOf(device);
      const written: Writable = { ...entry, ended: null, answer: null };
      page.push(written);
      if (page.length > entriesMost) page.shift();
      return (answer, ended) => {
        written.answer = answer;
        written.ended = ended;
      };
    },
    of: (device) => (pages.get(device) ?? []).map((entry) => ({ ...entry })),
  };
};
