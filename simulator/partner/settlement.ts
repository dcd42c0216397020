import type { ItemResult, MessageAnswer, WireItem } from '../contract/threat-message.ts';
import type { Running } from './running.ts';

const settleRejected = (run: Running, item: WireItem, result: ItemResult): void => {
  const { pacing, tell, defect } = run.options;
  const { code = 'no reason', retryable, retryAfterSeconds = 60 } = result;
  run.rejected += 1;
  if (retryable !== true) {
    tell(`${item.deviceId}: rejected for good, ${code}`);
    if (defect === 'repeats-rejected') run.repeats.push(item);
    return;
  }
  tell(`${item.deviceId}: rejected, ${code}, again in ${retryAfterSeconds} s`);
  if (defect === 'forgets-retryable') return;
  run.book.owe(item.deviceId, pacing.now() + retryAfterSeconds * 1000);
};

/** What was not accepted is owed again or dropped, as its own result says. */
export const settle = (
  run: Running,
  items: readonly WireItem[],
  { results }: MessageAnswer,
): void => {
  const { pacing, tell, defect } = run.options;
  for (const result of results) {
    const item = items[result.index];
    if (item === undefined) continue;
    switch (result.result) {
      case 'accepted':
      case 'duplicate':
        run.accepted += 1;
        if (defect === 'repeats-accepted') run.repeats.push(item);
        break;
      case 'stale':
        tell(`${item.deviceId}: the service knows something newer`);
        break;
      case 'rejected':
        settleRejected(run, item, result);
        break;
      default:
        // A word that is not known here is no acceptance.
        run.book.owe(item.deviceId, pacing.now() + 60_000);
    }
  }
};
