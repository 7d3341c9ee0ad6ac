import { node } from '../../wire/node.ts';
import type { Answer } from './query.ts';

const HOUR_SECONDS = 3600;

/** Where to upload media, and the word that opens the door there. */
export const answerMediaConn: Answer = ({ server }) => {
  const { host, auth } = server.media;
  return [
    node('media_conn', { auth, ttl: HOUR_SECONDS, auth_ttl: HOUR_SECONDS, max_buckets: 12 }, [
      node('host', { hostname: host, maxContentLengthBytes: 100 * 2 ** 20 }),
    ]),
  ];
};
