import type { Session, Shell, WebContents } from 'electron';

/** What a page may ask of the machine: copying a code, and showing a QR on the whole screen. */
const permitted = new Set<string>(['clipboard-sanitized-write', 'fullscreen']);

/** Hearing for a voice note, never seeing; `network` says whose page it is. */
function mayHear(
  network: 'none' | 'any',
  permission: string,
  kinds: readonly (string | undefined)[],
): boolean {
  return (
    network === 'none' &&
    permission === 'media' &&
    kinds.length > 0 &&
    kinds.every((kind) => kind === 'audio')
  );
}

const opened = new Set(['https:', 'mailto:', 'tel:']);

/** Denies pages of this session everything of the machine and the network that the product does not use. */
export function lockSession(session: Session, network: 'none' | 'any'): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    answer(permitted.has(permission) || mayHear(network, permission, kinds));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, _origin, { mediaType }) =>
      permitted.has(permission) || mayHear(network, permission, [mediaType]),
  );
  session.setDevicePermissionHandler(() => false);
  if (network === 'any') return;
  session.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*'] },
    (_request, answer) => answer({ cancel: true }),
  );
}

/** Keeps a window on its own pages; links go to the system, and only those that cannot run anything. */
export function lockNavigation(
  contents: WebContents,
  home: string,
  shell: Pick<Shell, 'openExternal'>,
  complain: (error: unknown) => void,
): void {
  contents.on('will-frame-navigate', (event) => {
    if (!event.url.startsWith(home)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpen(url)) shell.openExternal(url).catch(complain);
    return { action: 'deny' };
  });
}

export function mayOpen(url: string): boolean {
  return URL.canParse(url) && opened.has(new URL(url).protocol);
}
