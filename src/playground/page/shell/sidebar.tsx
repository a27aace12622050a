import type { ComponentChildren } from 'preact';
import type { ChannelInfo } from '../../protocol.js';
import { MenuButton } from '../elements/menu.js';
import { act } from '../state/act.js';
import { goTo, place } from '../state/route.js';
import { actors, me, person, shownName, sidebarOpen, snapshot, words } from '../state/store.js';
import { Avatar } from './avatar.js';
import { IconHash, IconLock, IconPlus } from './icons.js';

function open(where: Parameters<typeof goTo>[0]): void {
  goTo(where);
  sidebarOpen.value = false;
}

/** Channels, direct messages and the app, with what is unread. */
export function Sidebar() {
  const state = snapshot.value;
  const w = words.value;
  if (!state) return <nav class="sidebar" aria-label={w.workspace} />;
  const bot = state.app.bot_user_id;
  const rooms = state.channels.filter((one) => one.kind === 'public' || one.kind === 'private');
  const joined = rooms.filter((one) => one.member && !one.archived).sort(byName);
  const others = rooms.filter((one) => !one.member && !one.archived).sort(byName);
  const dms = state.channels.filter(
    (one) => (one.kind === 'dm' || one.kind === 'group_dm') && one.user !== bot,
  );
  const appDm = state.channels.find((one) => one.kind === 'dm' && one.user === bot);
  const appUser = person(bot);
  const where = place.value;
  const atHome = where !== undefined && 'home' in where;
  return (
    <nav class="sidebar" aria-label={w.workspace}>
      <div class="sidebar-head">
        <strong>{state.team.name}</strong>
      </div>
      <div class="sidebar-scroll">
        <Group title={w.channels}>
          {joined.map((one) => (
            <Entry key={one.id} info={one} mark={one.kind === 'private' ? <IconLock /> : <IconHash />} />
          ))}
        </Group>
        <Group title={w.directMessages} aside={<NewMessage />}>
          {dms.map((one) => {
            const other = one.user ? person(one.user) : undefined;
            return <Entry key={one.id} info={one} mark={other && <Avatar person={other} size="tiny" />} />;
          })}
        </Group>
        <Group title={w.apps}>
          <li>
            <button
              type="button"
              class={`entry${atHome || (where && 'channel' in where && where.channel === appDm?.id) ? ' is-open' : ''}${appDm?.unread ? ' is-unread' : ''}`}
              aria-current={atHome ? 'page' : undefined}
              onClick={() => open({ home: appDm?.unread ? 'messages' : 'home' })}
            >
              {appUser && <Avatar person={appUser} size="tiny" />}
              <span class="entry-name">{state.app.name}</span>
              <Count info={appDm} />
            </button>
          </li>
        </Group>
        {others.length > 0 && (
          <Group title={w.browse}>
            {others.map((one) => (
              <Entry key={one.id} info={one} mark={<IconHash />} dim />
            ))}
          </Group>
        )}
      </div>
    </nav>
  );
}

function byName(a: ChannelInfo, b: ChannelInfo): number {
  return a.name.localeCompare(b.name);
}

function Group(props: { title: string; aside?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="sidebar-group">
      <h2>
        {props.title}
        {props.aside}
      </h2>
      <ul>{props.children}</ul>
    </section>
  );
}

function Entry({ info, mark, dim }: { info: ChannelInfo; mark: ComponentChildren; dim?: boolean }) {
  const where = place.value;
  const current = where !== undefined && 'channel' in where && where.channel === info.id;
  const look = [
    'entry',
    current && 'is-open',
    info.unread > 0 && info.member && 'is-unread',
    dim && 'is-dim',
  ];
  return (
    <li>
      <button
        type="button"
        class={look.filter(Boolean).join(' ')}
        aria-current={current ? 'page' : undefined}
        onClick={() => open({ channel: info.id })}
      >
        {mark}
        <span class="entry-name">{info.name}</span>
        <Count info={info} />
      </button>
    </li>
  );
}

function Count({ info }: { info: ChannelInfo | undefined }) {
  if (!info?.member || info.unread === 0) return null;
  const w = words.value;
  const direct = info.kind === 'dm' || info.kind === 'group_dm';
  const loud = direct || info.mentions > 0;
  const count = direct ? info.unread : loud ? info.mentions : info.unread;
  return (
    <span class={`count${loud ? ' is-loud' : ''}`}>
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span class="visually-hidden">
        {info.mentions > 0 && !direct ? w.mentions(count) : w.unread(count)}
      </span>
    </span>
  );
}

/** Opens a direct message with anybody. */
function NewMessage() {
  const start = async (user: string) => {
    const result = await act({ type: 'openDm', user });
    if (result) open({ channel: result.channel });
  };
  return (
    <MenuButton
      label={words.value.newMessage}
      class="icon-button"
      items={actors.value
        .filter((user) => user.id !== me.value?.id)
        .map((user) => ({
          key: user.id,
          mark: <Avatar person={user} size="small" />,
          label: shownName(user),
          description: user.title,
          onPick: () => void start(user.id),
        }))}
    >
      <IconPlus />
    </MenuButton>
  );
}
