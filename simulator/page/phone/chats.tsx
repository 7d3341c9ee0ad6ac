import { ChevronDown, ChevronRight, MonitorSmartphone, Plane } from 'lucide-react';
import type { ChatView, CustomerView, PhoneView } from '../../page-server/protocol.ts';
import { act } from '../act.ts';
import { Ticks } from '../chat/ticks.tsx';
import { useWorld } from '../live.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Spoken } from '../ui/spoken.tsx';
import { counted, fill, numberText, timeText, words } from '../words/words.ts';
import styles from './chats.module.css';

interface ChatsProps {
  phone: PhoneView;
  onPhones: () => void;
  onDevices: () => void;
  onChat: (number: string) => void;
}

/** The phone's home screen. */
export function Chats({ phone, onPhones, onDevices, onChat }: ChatsProps) {
  const { customers, chats } = useWorld();
  const known = customers.map((customer) => ({ customer, chat: chats[phone.number]?.[customer.number] }));
  const begun = known
    .filter((row): row is Begun => row.chat !== undefined)
    .sort((a, b) => newest(b.chat) - newest(a.chat));
  const others = known.filter(({ chat }) => !chat);
  const count = phone.devices.length;

  return (
    <section className={styles.screen} aria-label={words.chats}>
      <header className={styles.bar}>
        <button type="button" className={styles.owner} onClick={onPhones}>
          <Avatar name={phone.name} number={phone.number} size={36} />
          <span>
            <Spoken>{words.switchPhone}: </Spoken>
            <b>{phone.name}</b>
            <small>{numberText(phone.number)}</small>
          </span>
          <ChevronDown size={16} aria-hidden="true" />
        </button>
        <button
          type="button"
          className={styles.plane}
          aria-pressed={!phone.online}
          aria-label={words.airplane}
          title={words.airplane}
          onClick={() => void act({ do: 'online', who: phone.number, online: !phone.online })}
        >
          <Plane size={18} aria-hidden="true" />
        </button>
      </header>
      {!phone.online && <p className={styles.banner}>{words.airplaneOn}</p>}
      <div className={styles.scroll}>
        <button type="button" className={styles.devices} data-empty={count === 0} onClick={onDevices}>
          <MonitorSmartphone size={22} aria-hidden="true" />
          <span>
            <b>{words.devices}</b>
            <small>{count === 0 ? words.devicesNone : counted(words.devicesCount, count)}</small>
          </span>
          <ChevronRight size={18} aria-hidden="true" />
        </button>
        <h2 className={styles.heading}>{words.chats}</h2>
        {begun.length === 0 && <p className={styles.empty}>{words.noChats}</p>}
        <ul>
          {begun.map((row) => (
            <ChatRow key={row.customer.number} {...row} onOpen={onChat} />
          ))}
        </ul>
        {others.length > 0 && <h2 className={styles.heading}>{words.startChat}</h2>}
        <ul className={styles.others}>
          {others.map(({ customer: { name, number } }) => (
            <li key={number}>
              <button
                type="button"
                aria-label={fill(words.startChatWith, { name })}
                onClick={() => onChat(number)}
              >
                <Avatar name={name} number={number} size={32} />
                {name}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

interface Begun {
  customer: CustomerView;
  chat: ChatView;
}

const newest = ({ messages }: ChatView): number => messages.at(-1)?.at ?? 0;

function ChatRow({ customer, chat, onOpen }: Begun & { onOpen: (number: string) => void }) {
  const { name, number } = customer;
  const last = chat.messages.at(-1);
  return (
    <li>
      <button type="button" className={styles.row} onClick={() => onOpen(number)}>
        <Avatar name={name} number={number} size={44} />
        <span className={styles.what}>
          <b>{name}</b>
          <small>
            {last?.mine && <Ticks tick={last.tick} />}
            <span>{last?.deleted ? words.deleted : last && preview(last)}</span>
          </small>
        </span>
        <span className={styles.when}>
          {last && <time>{timeText(last.at)}</time>}
          {chat.unread > 0 && (
            <span className={styles.unread}>
              <span aria-hidden="true">{chat.unread}</span>
              <Spoken>{counted(words.unread, chat.unread)}</Spoken>
            </span>
          )}
        </span>
      </button>
    </li>
  );
}

const preview = ({ text, kind }: ChatView['messages'][number]): string =>
  text || (kind === 'text' ? '' : words.kind[kind]);
