/** All that a window of the Electron shell can reach: the calls and events of the contract, and nothing else. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { EventName, EventPayload, StationBridge } from './contract.ts';

const station: StationBridge = {
  call: (name, input) => ipcRenderer.invoke('station:call', name, input),
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) {
    const heard = (_from: IpcRendererEvent, event: string, payload: EventPayload<N>) => {
      if (event === name) listener(payload);
    };
    ipcRenderer.on('station:event', heard);
    return () => void ipcRenderer.off('station:event', heard);
  },
  // Window and main live and die together here.
  onConnection: () => () => {},
};

contextBridge.exposeInMainWorld('station', station);
