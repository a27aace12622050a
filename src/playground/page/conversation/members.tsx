import type { ChannelInfo } from '../../protocol.js';
import { MenuButton } from '../elements/menu.js';
import { Avatar } from '../shell/avatar.js';
import { IconPeople } from '../shell/icons.js';
import { act } from '../state/act.js';
import { everybody, person, shownName, words } from '../state/store.js';

/** How many are in a channel, who they are, and a menu to add somebody. */
export function Members({ info }: { info: ChannelInfo }) {
  const w = words.value;
  const names = info.members.flatMap((id) => {
    const user = person(id);
    return user ? [shownName(user)] : [];
  });
  const others = everybody.value.filter((user) => !info.members.includes(user.id));
  const count = (
    <>
      <IconPeople /> <span aria-hidden="true">{info.members.length}</span>
      <span class="visually-hidden">{w.members(info.members.length)}</span>
    </>
  );
  if (!info.member || info.archived || others.length === 0) {
    return (
      <span class="quiet members" title={names.join('\n')}>
        {count}
      </span>
    );
  }
  return (
    <MenuButton
      label={names.join('\n')}
      selfNamed
      class="members members-button"
      heading={w.addTo(info.name)}
      align="end"
      items={others.map((user) => ({
        key: user.id,
        mark: <Avatar person={user} size="small" />,
        label: shownName(user),
        description: user.is_restricted ? `${user.title} · ${w.guest}` : user.title,
        onPick: () => void act({ type: 'inviteUser', channel: info.id, user: user.id }),
      }))}
    >
      {count}
    </MenuButton>
  );
}
