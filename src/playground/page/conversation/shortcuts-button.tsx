import { MenuButton } from '../elements/menu.js';
import { IconBolt } from '../shell/icons.js';
import { act } from '../state/act.js';
import { snapshot, words } from '../state/store.js';

/** The lightning button: global shortcuts first, then the commands to put into the box. */
export function ShortcutsButton({ onCommand }: { onCommand: (command: string) => void }) {
  const w = words.value;
  const shortcuts = (snapshot.value?.shortcuts ?? []).filter((one) => one.type === 'global');
  const commands = snapshot.value?.commands ?? [];
  return (
    <MenuButton
      label={w.openShortcuts}
      class="icon-button bolt"
      heading={snapshot.value?.app.name}
      items={[
        ...shortcuts.map((one) => ({
          key: one.callback_id,
          label: one.name,
          description: one.description,
          onPick: () => void act({ type: 'shortcut', callback_id: one.callback_id }),
        })),
        ...commands.map((one) => ({
          key: one.command,
          label: <span class="command-name">{one.command}</span>,
          description: one.description,
          onPick: () => queueMicrotask(() => onCommand(one.command)),
        })),
      ]}
    >
      <IconBolt />
    </MenuButton>
  );
}
