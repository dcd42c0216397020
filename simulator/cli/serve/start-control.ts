import { createControl } from '../../service/control/control-server.ts';
import type { Service } from '../../service/server.ts';
import { diskReason } from '../atomic-file.ts';
import type { Refusal } from '../refusal.ts';

interface OpenedControl {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Opens the control surface beside a service, on a port of its own. */
export const startControl = async (
  { context }: Service,
  port: number,
): Promise<OpenedControl | Refusal> => {
  const control = createControl(context);
  try {
    return { url: await control.listen(port), close: control.close };
  } catch (error) {
    await control.close();
    return { message: `port ${port} cannot be opened: ${diskReason(error)}` };
  }
};
