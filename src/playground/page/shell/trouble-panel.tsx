import { useEffect, useState } from 'preact/hooks';
import type {
  ApiTroubleKind,
  DeliveryTroubleKind,
  TroubleInfo,
  TroubleRequest,
  WorkspaceInfo,
} from '../../protocol.js';
import { getTrouble, isRefused, postTrouble } from '../state/api.js';
import { me, shownName, showToast, snapshot } from '../state/store.js';
import { toolWords } from '../state/tools.js';
import { SidePanel } from './side-panel.js';

const everyMs = 1500;
const often = [1, 3, 10];
const socketKinds = ['warning', 'refresh_requested', 'cut'] as const;

/** Switches that make things go wrong, and mend them. */
export function TroublePanel() {
  const w = toolWords.value;
  const [info, setInfo] = useState<TroubleInfo>();
  const [method, setMethod] = useState('');
  const [times, setTimes] = useState(1);
  const run = async (work: Promise<TroubleInfo>) => {
    try {
      setInfo(await work);
    } catch (error) {
      if (!isRefused(error)) throw error;
      if (error.refusal.error !== 'unreachable') showToast(error.refusal.message);
    }
  };
  const ask = (request: TroubleRequest) => void run(postTrouble(request));
  useEffect(() => {
    void run(getTrouble());
    const timer = setInterval(() => void run(getTrouble()), everyMs);
    return () => clearInterval(timer);
  }, []);
  const named = { ...w.callTroubles, ...w.deliveryTroubles };
  const waiting = info?.waiting ?? [];
  return (
    <SidePanel title={w.trouble} class="trouble">
      <p class="quiet">{w.troubleIntro}</p>
      <label class="trouble-field">
        {w.howOften}
        <select class="field" value={times} onChange={(event) => setTimes(Number(event.currentTarget.value))}>
          {often.map((count) => (
            <option key={count} value={count}>
              {count}×
            </option>
          ))}
        </select>
      </label>
      <fieldset>
        <legend>{w.calls}</legend>
        <label class="trouble-field">
          {w.whichMethod}
          <input
            class="field"
            placeholder={w.anyMethod}
            value={method}
            spellcheck={false}
            onInput={(event) => setMethod(event.currentTarget.value)}
          />
        </label>
        <div class="trouble-buttons">
          {Object.entries(w.callTroubles).map(([kind, label]) => (
            <button
              key={kind}
              type="button"
              class="button plain"
              onClick={() => ask({ calls: kind as ApiTroubleKind, method: method.trim(), times })}
            >
              {label}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{w.deliveries}</legend>
        <div class="trouble-buttons">
          {Object.entries(w.deliveryTroubles).map(([kind, label]) => (
            <button
              key={kind}
              type="button"
              class="button plain"
              onClick={() => ask({ deliveries: kind as DeliveryTroubleKind, times })}
            >
              {label}
            </button>
          ))}
        </div>
      </fieldset>
      {waiting.length > 0 && (
        <section class="trouble-waiting" aria-live="polite">
          <h3>{w.waiting}</h3>
          <ul>
            {waiting.map((one, index) => (
              <li key={`${index} ${one.kind}`}>
                {w.waitingLine(named[one.kind] ?? one.kind, one.on, one.left)}
              </li>
            ))}
          </ul>
          <button type="button" class="link-button" onClick={() => ask({ clear: true })}>
            {w.forget}
          </button>
        </section>
      )}
      <Switch
        label={w.limits}
        on={info?.limits === 'documented'}
        onChange={(on) => ask({ limits: on ? 'documented' : 'off' })}
      />
      {info?.transport === 'socket' && <SocketButtons count={info.sockets} ask={ask} />}
      {info && <AppSwitches workspaces={info.workspaces} ask={ask} />}
      <ChannelSwitches ask={ask} />
      <AccountSwitches ask={ask} />
    </SidePanel>
  );
}

type Ask = (request: TroubleRequest) => void;

function Switch(props: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label class="trouble-switch">
      <input
        type="checkbox"
        checked={props.on}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  );
}

function SocketButtons({ count, ask }: { count: number; ask: Ask }) {
  const w = toolWords.value;
  return (
    <fieldset>
      <legend>{w.sockets(count)}</legend>
      <div class="trouble-buttons">
        {socketKinds.map((sockets) => (
          <button key={sockets} type="button" class="button plain" onClick={() => ask({ sockets })}>
            {w.socketTroubles[sockets]}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** Whether each workspace has the app, and whether its token is still good. */
function AppSwitches({ workspaces, ask }: { workspaces: WorkspaceInfo[]; ask: Ask }) {
  const w = toolWords.value;
  const known = workspaces.filter((one) => one.token !== null);
  if (known.length === 0) return null;
  return (
    <fieldset>
      <legend>{w.installation}</legend>
      <p class="quiet">{w.installationHint}</p>
      {known.map(({ id, name, installed, token, expires }) => (
        // biome-ignore lint/a11y/useSemanticElements: switches of one line
        <div key={id} class="trouble-row" role="group" aria-label={name}>
          <span>{name}</span>
          <Switch label={w.installed} on={installed} onChange={(on) => ask({ installed: on, team: id })} />
          <Switch
            label={w.tokenRevoked}
            on={token === 'token_revoked'}
            onChange={(on) => ask({ token: on ? 'revoked' : 'good', team: id })}
          />
          {expires && (
            <Switch
              label={w.tokenExpired}
              on={token === 'token_expired'}
              onChange={(on) => ask({ token: on ? 'expired' : 'good', team: id })}
            />
          )}
        </div>
      ))}
    </fieldset>
  );
}

function ChannelSwitches({ ask }: { ask: Ask }) {
  const w = toolWords.value;
  const rooms = (snapshot.value?.channels ?? []).filter(
    (one) => one.kind === 'public' || one.kind === 'private',
  );
  const app = snapshot.value?.app.name ?? '';
  return (
    <fieldset>
      <legend>{w.channels}</legend>
      {rooms.map((room) => (
        // biome-ignore lint/a11y/useSemanticElements: two switches of one line
        <div key={room.id} class="trouble-row" role="group" aria-label={`#${room.name}`}>
          <span>#{room.name}</span>
          <Switch
            label={w.appIsIn(app)}
            on={room.bot_member}
            onChange={(bot) => ask({ channel: room.id, bot })}
          />
          <Switch
            label={w.isArchived}
            on={room.archived}
            onChange={(archived) => ask({ channel: room.id, archived })}
          />
        </div>
      ))}
    </fieldset>
  );
}

function AccountSwitches({ ask }: { ask: Ask }) {
  const w = toolWords.value;
  // Whoever acts cannot close the account they act with.
  const people = (snapshot.value?.users ?? []).filter((one) => !one.is_bot && one.id !== me.value?.id);
  return (
    <fieldset>
      <legend>{w.accounts}</legend>
      {people.map((user) => (
        // biome-ignore lint/a11y/useSemanticElements: a switch and whose it is
        <div key={user.id} class="trouble-row" role="group" aria-label={shownName(user)}>
          <span>{shownName(user)}</span>
          <Switch
            label={w.closed}
            on={user.deactivated}
            onChange={(deactivated) => ask({ user: user.id, deactivated })}
          />
        </div>
      ))}
    </fieldset>
  );
}
