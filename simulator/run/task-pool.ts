import { openPool } from './open-pool.ts';

/** Does tasks of any kind on several threads; what comes back is in the order of the tasks. */
export const performOnThreads = async <Task, Done>(
  tasks: readonly Task[],
  { worker, threads }: { readonly worker: string; readonly threads: number },
): Promise<readonly Done[]> => {
  const pool = openPool<Task, Done>(worker, threads);
  try {
    return await Promise.all(tasks.map((task) => pool.run(task)));
  } finally {
    await pool.destroy();
  }
};
