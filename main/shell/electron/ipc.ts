import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import type { Reply } from '../../../preload/contract.ts';
import type { WindowSession } from '../../api/handler.ts';
import type { RunningStation } from '../../compose.ts';
import { isAppAddress } from './app-protocol.ts';

/** The one check of who speaks: the product's own page, in the main frame of the product's own window. */
function isOurPage(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  contents: WebContents,
): boolean {
  return (
    event.sender === contents &&
    event.senderFrame === contents.mainFrame &&
    isAppAddress(event.senderFrame.url)
  );
}

/** Joins the window's preload with the dispatcher and the bus. */
export function serveIpc({
  ipcMain,
  contents,
  window,
  station,
}: {
  ipcMain: Pick<IpcMain, 'handle'>;
  contents: WebContents;
  window: WindowSession;
  station: Pick<RunningStation, 'dispatch' | 'subscribe'>;
}): void {
  ipcMain.handle('station:call', async (event, name: unknown, input: unknown): Promise<Reply<unknown>> => {
    if (!isOurPage(event, contents)) return { ok: false, error: { code: 'not-allowed' } };
    return await station.dispatch(name, input, window);
  });
  station.subscribe(window, ({ event, payload }) => {
    if (!contents.isDestroyed()) contents.send('station:event', event, payload);
  });
}
