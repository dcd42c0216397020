/** What the threads of a run share besides their lanes: whether to stop. */
export const newControl = (): Int32Array<SharedArrayBuffer> =>
  new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Ends all waiting at once. */
export const stop = (control: Int32Array<SharedArrayBuffer>): void => {
  Atomics.store(control, 0, 1);
  Atomics.notify(control, 0);
};

export const isStopped = (control: Int32Array<SharedArrayBuffer>): boolean =>
  Atomics.load(control, 0) === 1;

/** Blocks the thread. @param time in ms; false where the run was stopped */
export const waitUnlessStopped = (control: Int32Array<SharedArrayBuffer>, time: number): boolean =>
  Atomics.wait(control, 0, 0, time) === 'timed-out';
