import { countsSentence, headline } from '../html/panel-verdict.ts';
import type { ReportData } from '../html/report-data.ts';

/** The verdict for a pull request or a message, in Markdown. */
export const summaryText = (data: ReportData): string =>
  [
    `**${headline(data)}** – target ${data.plan.target}, ${data.plan.tool}`,
    '',
    `${countsSentence(data)}.`,
    ...data.causes.slice(0, 5).map(({ text, count }) => `- ${text} (${count})`),
    '',
    `Digest \`${data.digest}\``,
    '',
  ].join('\n');

const copyByHand = (text: string): void => {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
};

/** Puts a text into the clipboard and says so on the button until it is left. */
export const copy = (text: string, button: HTMLElement): void => {
  const before = button.textContent;
  const said = (): void => {
    button.textContent = 'Copied';
    button.addEventListener('blur', () => (button.textContent = before), { once: true });
  };
  const byHand = (): void => {
    copyByHand(text);
    said();
  };
  if (navigator.clipboard === undefined) byHand();
  else navigator.clipboard.writeText(text).then(said, byHand);
};

/** Offers a text as a file. */
export const download = (name: string, text: string): void => {
  const link = document.createElement('a');
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};
