import { useEffect, useState } from 'react';
import type { ContactHit } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';

const MOST = 6;

/** People and groups that the text names, as one types; an answer that comes too late is dropped. */
export function usePeople(text: string): readonly ContactHit[] {
  const [people, setPeople] = useState<readonly ContactHit[]>([]);
  useEffect(() => {
    let late = false;
    const look = async () => {
      const reply = await call('search.contacts', { text, limit: MOST });
      if (late) return;
      setPeople(reply.ok ? reply.value.contacts.filter(({ conversations }) => conversations.length > 0) : []);
    };
    void look();
    return () => {
      late = true;
    };
  }, [text]);
  return people;
}
