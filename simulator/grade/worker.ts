import { type Done, perform, type Task } from './task.ts';
import { variants } from './variants.ts';

/** What a thread of the pool does; functions cannot cross to it, so that it knows the variants. */
export default function performTask(task: Task): Promise<Done> {
  return perform(task, variants);
}
