/** What is written without quotes: words that YAML reads as nothing but a text. */
const plainText = /^[A-Za-z_][\w./@+-]*(?: [\w./@+()-]+)*$/;
const wordsOfYaml = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i;

const scalar = (value: unknown): string => {
  if (value === null || value === undefined) return 'null';
  if (typeof value !== 'string') return JSON.stringify(value);
  const plain = plainText.test(value) && !wordsOfYaml.test(value);
  // Every JSON text is a YAML text; line separators of Unicode would end a line in some readers.
  return plain
    ? value
    : JSON.stringify(value).replace(
        /[\u0085\u2028\u2029\u007f]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
};

const isHolder = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

/** On one line, as far as it fits. */
const flow = (value: unknown): string => {
  if (!isHolder(value)) return scalar(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (isEmpty(value)) return '{}';
  const parts = Object.entries(value).map(([key, part]) => `${scalar(key)}: ${flow(part)}`);
  return `{ ${parts.join(', ')} }`;
};

const widest = 100;

const fits = (text: string, indent: number): boolean => text.length + indent <= widest;

const block = (value: object, indent: number, atTop: boolean): string[] => {
  const margin = ' '.repeat(indent);
  if (Array.isArray(value)) {
    return value.map((item) => {
      const line = flow(item);
      if (!isHolder(item) || isEmpty(item) || fits(line, indent + 2)) return `${margin}- ${line}`;
      return `${margin}- ${block(item, indent + 2, false)
        .join('\n')
        .trimStart()}`;
    });
  }
  return Object.entries(value).map(([key, part]) => {
    const name = `${margin}${scalar(key)}:`;
    const line = flow(part);
    if (!isHolder(part) || isEmpty(part)) return `${name} ${line}`;
    const small = Array.isArray(part) ? !part.some(isHolder) : !atTop && indent >= 4;
    if (small && fits(line, name.length + 1)) return `${name} ${line}`;
    return `${name}\n${block(part, indent + 2, false).join('\n')}`;
  });
};

/** A value as YAML 1.2, two spaces a level; what fits on a line stands on one. */
export const yamlText = (value: object): string => `${block(value, 0, true).join('\n')}\n`;
