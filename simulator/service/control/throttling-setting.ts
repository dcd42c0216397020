import {
  type Limit,
  type LimitedPart,
  limitedParts,
  publishedLimits,
  type ThrottleAnswer,
  type Throttling,
  throttleAnswers,
} from '../graph/throttle-limits.ts';

interface PartSetting {
  readonly tenant?: Partial<Limit>;
  readonly application?: Partial<Limit>;
}

/** Limits as somebody sets them: what is not named is as published. */
export interface ThrottlingSetting {
  readonly answer?: ThrottleAnswer;
  readonly parts?: Readonly<Partial<Record<LimitedPart, PartSetting>>>;
  readonly overall?: Partial<Omit<Limit, 'writes'>>;
}

const number = { type: 'integer', minimum: 1 };
const closed = (properties: object) => ({
  type: 'object',
  additionalProperties: false,
  properties,
});
const limit = closed({ seconds: number, all: number, writes: number });
const part = closed({ tenant: limit, application: limit });

export const throttlingSchema = {
  anyOf: [
    { type: 'null' },
    closed({
      answer: { type: 'string', enum: throttleAnswers },
      parts: closed(Object.fromEntries(limitedParts.map((name) => [name, part]))),
      overall: closed({ seconds: number, all: number }),
    }),
  ],
};

export const throttlingIn = ({ answer, parts, overall }: ThrottlingSetting): Throttling => {
  const set = { ...publishedLimits.parts };
  for (const name of limitedParts) {
    const { tenant, application } = set[name];
    const given = parts?.[name];
    const own = given?.application;
    set[name] = {
      tenant: { ...tenant, ...given?.tenant },
      application: own === undefined ? application : { ...(application ?? tenant), ...own },
    };
  }
  return {
    parts: set,
    overall: { ...publishedLimits.overall, ...overall },
    answer: answer ?? 'told',
  };
};
