import type { CustomScheme } from 'electron';
import { contentSecurityPolicy, securityHeaders } from '../content-security.ts';
import { readStaticFile } from '../static-files.ts';

const HOST = 'station';

export const appAddress = `app://${HOST}/`;
export const appOrigin = `app://${HOST}`;

/** To be registered before Electron is ready. */
export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
};

export function isAppAddress(url: string | undefined): boolean {
  return url?.startsWith(appAddress) ?? false;
}

type Asked = Pick<Request, 'method' | 'url'>;

/** Answers `app://station/…` with the window's built files and, by `media`, those of messages; and nothing else. */
export function createAppProtocol<R extends Asked>(
  root: string,
  media: (request: R) => Promise<Response>,
): (request: R) => Promise<Response> {
  const headers = securityHeaders(contentSecurityPolicy());
  return async (request) => {
    const { method, url } = request;
    if (!isAppAddress(url)) return new Response(undefined, { status: 404, headers });
    if (url.startsWith(`${appAddress}media/`)) return media(request);
    if (method !== 'GET') return new Response(undefined, { status: 404, headers });
    const path = url.slice(appAddress.length - 1).split(/[?#]/, 1)[0] ?? '/';
    const file = await readStaticFile(root, path);
    if (!file) return new Response(undefined, { status: 404, headers });
    return new Response(file.body, { headers: { ...headers, 'Content-Type': file.type } });
  };
}
