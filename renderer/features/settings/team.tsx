import { Ellipsis, KeyRound, Pencil, Plus, UserMinus, UserPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput, Reply } from '../../../preload/contract.ts';
import { call } from '../../bridge.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { useUser } from '../../state/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { NewUser } from './new-user.tsx';
import { Page } from './page.tsx';
import { type Member, type TeamAct, TeamDialog } from './team-dialog.tsx';
import styles from './team.module.css';

type Users = Reply<CallOutput<'users.list'>>;

async function askUsers(take: (reply: Users) => void): Promise<void> {
  take(await call('users.list'));
}

function useUsers() {
  const [reply, setReply] = useState<Users>();
  useEffect(() => void askUsers(setReply), []);
  return { reply, load: () => void askUsers(setReply) };
}

export function Team() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { reply, load } = useUsers();
  const users = reply?.ok ? reply.value : undefined;
  const error = reply?.ok === false ? reply.error : undefined;
  const [adding, setAdding] = useState(false);
  const [acting, setActing] = useState<TeamAct>();

  return (
    <Page
      title={t('settings.pages.team')}
      about={t('team.about')}
      action={
        <Button look="primary" icon={Plus} onClick={() => setAdding(true)}>
          {t('team.add')}
        </Button>
      }
    >
      {error && (
        <EmptyState
          title={t('team.listFailed')}
          about={words(error)}
          action={<Button onClick={load}>{t('common.tryAgain')}</Button>}
        />
      )}
      {!users && !error && <Skeleton width="100%" height="4rem" />}
      {users && (
        <>
          <Members people={users.filter(({ active }) => active)} onAct={setActing} />
          <Former people={users.filter(({ active }) => !active)} onAct={setActing} />
        </>
      )}
      {acting && (
        <TeamDialog
          {...acting}
          onClose={() => setActing(undefined)}
          onDone={() => {
            setActing(undefined);
            load();
          }}
        />
      )}
      {adding && (
        <NewUser
          onClose={() => setAdding(false)}
          onCreated={() => {
            setAdding(false);
            load();
          }}
        />
      )}
    </Page>
  );
}

interface PeopleProps {
  people: readonly Member[];
  onAct: (act: TeamAct) => void;
}

function Members({ people, onAct }: PeopleProps) {
  const { t } = useTranslation();
  const me = useUser();
  return (
    <Card>
      <ul aria-label={t('settings.pages.team')}>
        {people.map((user) => (
          <li key={user.id} className={styles.user}>
            <Avatar id={user.id} name={user.name} />
            <span className={styles.name}>
              <bdi>{user.name}</bdi>
              {user.id === me?.id && <span className={styles.me}> {t('team.you')}</span>}
            </span>
            <Badge tone={user.role === 'manager' ? 'brand' : 'neutral'}>{t(`roles.${user.role}`)}</Badge>
            <Menu
              align="end"
              label={t('team.actionsOf', { name: user.name })}
              trigger={<IconButton icon={Ellipsis} label={t('team.actionsOf', { name: user.name })} />}
            >
              <MenuItem icon={Pencil} onSelect={() => onAct({ what: 'edit', user })}>
                {t('team.edit')}
              </MenuItem>
              <MenuItem icon={KeyRound} onSelect={() => onAct({ what: 'pin', user })}>
                {t('team.setPin')}
              </MenuItem>
              {user.id !== me?.id && (
                <MenuItem icon={UserMinus} onSelect={() => onAct({ what: 'remove', user })}>
                  {t('team.remove')}
                </MenuItem>
              )}
            </Menu>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Who left: what they did keeps their name, and they may come back. */
function Former({ people, onAct }: PeopleProps) {
  const { t } = useTranslation();
  if (people.length === 0) return null;
  return (
    <section className={styles.former} aria-label={t('team.former')}>
      <h2>{t('team.former')}</h2>
      <Card>
        <ul>
          {people.map((user) => (
            <li key={user.id} className={styles.user}>
              <Avatar id={user.id} name={user.name} />
              <bdi className={styles.name}>{user.name}</bdi>
              <Button size="small" icon={UserPlus} onClick={() => onAct({ what: 'restore', user })}>
                {t('team.restore')}
              </Button>
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}
