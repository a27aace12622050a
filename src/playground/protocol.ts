/**
 * What the playground's page and its server say to each other. Types only: the page is built from them and
 * the tests' client speaks the same words. Everything below `/playground/` is ours; what the *app* talks to
 * is `/api/…`, which is Slack's own Web API.
 *
 *   POST /playground/act                {@link ActRequest} → {@link ActResponse}
 *   GET  /playground/state?as=U…        {@link Snapshot}
 *   GET  /playground/messages?as=U…&channel=C…[&before=ts][&limit=50]   {@link MessagePage}
 *   GET  /playground/thread?as=U…&channel=C…&ts=…                       {@link MessagePage} (parent first)
 *   GET  /playground/file?as=U…&id=F…   the bytes of an uploaded file
 *   GET  /playground/events?as=U…       Server-Sent Events, each `data:` a {@link Ping}
 *   GET  /playground/clock              {@link ClockInfo}, or 404 `no_clock` when the host gave none
 *   POST /playground/clock              {@link ClockRequest} → {@link ClockInfo}
 *   GET  /playground/tours              {@link TourInfo}[]: the host's guided tours and how far each has come
 *   POST /playground/tours              {@link TourRequest} → {@link TourInfo}[]
 *   GET  /playground/greeting           {@link Greeting}, or null when the host says nothing
 *   POST /playground/beside             {@link BesideRequest} → {@link BesideAnswer}: opens what the greeting offers
 *   GET  /playground/wire[?q=text][&limit=200]                          {@link WireList}, newest first
 *   GET  /playground/wire?n=12          {@link WireDetail}: one exchange with everything that was said
 *   GET  /playground/trouble            {@link TroubleInfo}
 *   POST /playground/trouble            {@link TroubleRequest} → {@link TroubleInfo}
 *   GET  /oauth/v2/authorize?…          Slack's own page that asks whether to install the app; it posts to itself
 *   GET  /, /…                          the page's files
 *
 * Failures of the GETs answer 4xx with {@link Refusal}. Without `as` the state, messages and events are
 * refused with `no_person`; `GET /playground/people` lists who can be acted as ({@link PersonInfo}[]).
 */
import type { Block, KnownBlock, Option, OptionGroup, PlainTextElement, View } from '@slack/types';

/** A block as the server keeps it: valid by Slack's rules, `block_id` and `action_id`s filled in. */
export type ShownBlock = (KnownBlock | Block) & { block_id: string };

/** Where an interactive element stands. `view` is a modal or a home tab. */
export type Container = { type: 'message'; channel: string; ts: string } | { type: 'view'; view_id: string };

export interface FileInfo {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  /** Bytes. */
  size: number;
  /** Path on this server, with `as` still to be added. */
  path: string;
}

/** What one element holds, in the shape of Slack's `view.state.values[block_id][action_id]`. */
export type ElementState =
  | { type: 'button'; value?: string }
  | {
      type: 'plain_text_input' | 'number_input' | 'email_text_input' | 'url_text_input';
      value: string | null;
    }
  | { type: 'rich_text_input'; rich_text_value: Block | null }
  | {
      type: 'static_select' | 'external_select' | 'radio_buttons' | 'overflow';
      selected_option: Option | null;
    }
  | { type: 'multi_static_select' | 'multi_external_select' | 'checkboxes'; selected_options: Option[] }
  | { type: 'users_select'; selected_user: string | null }
  | { type: 'multi_users_select'; selected_users: string[] }
  | { type: 'channels_select'; selected_channel: string | null }
  | { type: 'multi_channels_select'; selected_channels: string[] }
  | { type: 'conversations_select'; selected_conversation: string | null }
  | { type: 'multi_conversations_select'; selected_conversations: string[] }
  | { type: 'datepicker'; selected_date: string | null }
  | { type: 'timepicker'; selected_time: string | null }
  | { type: 'datetimepicker'; selected_date_time: number | null }
  | { type: 'file_input'; files: FileInfo[] };

/** `block_id` → `action_id` → what the element holds. May be partial: it is laid over what the server holds. */
export type StateValues = Record<string, Record<string, ElementState>>;

/** What a person does. Everything a person could do in Slack's own client that the app may notice. */
export type Action =
  /** Types a slash command into a channel's box. `text` includes the command: `/complaint list`. */
  | { type: 'command'; channel: string; text: string; thread_ts?: string }
  /** Sends a message. Raw text as typed; `<`, `>` and `&` are escaped by the server as Slack does. */
  | { type: 'message'; channel: string; text: string; thread_ts?: string }
  /**
   * Presses a button, chooses in a select … of a message, modal or home tab (an element outside an input
   * block). `state` is what was chosen; a button needs none. `values` are the other inputs' present contents.
   */
  | {
      type: 'press';
      container: Container;
      block_id: string;
      action_id: string;
      state?: ElementState;
      values?: StateValues;
    }
  /**
   * An element inside an *input* block got a new content. Recorded, and delivered as a block action when
   * the block has `dispatch_action: true` and `trigger` is one the element asks for.
   * Text inputs: `on_character_entered` after typing, `on_enter_pressed` for Enter. Others: leave it out.
   */
  | {
      type: 'input';
      container: Container;
      block_id: string;
      action_id: string;
      state: ElementState;
      trigger?: 'on_character_entered' | 'on_enter_pressed';
      values?: StateValues;
    }
  /** Asks for the options of an external select, as typed so far. */
  | { type: 'options'; container: Container; block_id: string; action_id: string; query: string }
  /** A global shortcut. */
  | { type: 'shortcut'; callback_id: string }
  | { type: 'messageShortcut'; callback_id: string; channel: string; ts: string }
  /** Presses the top modal's submit button. */
  | { type: 'submit'; view_id: string; values?: StateValues }
  /** Closes the top modal (its close button), or the whole stack with the × (`all`). */
  | { type: 'close'; view_id: string; all?: boolean }
  | { type: 'joinChannel'; channel: string }
  | { type: 'leaveChannel'; channel: string }
  /** `/invite @app` typed by a member: the only way into a private channel. */
  | { type: 'inviteBot'; channel: string }
  | { type: 'removeBot'; channel: string }
  | { type: 'inviteUser'; channel: string; user: string }
  | { type: 'createChannel'; name: string; private?: boolean }
  | { type: 'renameChannel'; channel: string; name: string }
  | { type: 'archiveChannel'; channel: string }
  | { type: 'unarchiveChannel'; channel: string }
  /** For good. Workspace administrators only. */
  | { type: 'deleteChannel'; channel: string }
  | { type: 'markRead'; channel: string }
  /** Their own messages only. */
  | { type: 'editMessage'; channel: string; ts: string; text: string }
  | { type: 'deleteMessage'; channel: string; ts: string }
  /** Opens the app's home tab (or, with `tab: 'messages'`, its message tab). */
  | { type: 'openHome'; tab?: 'home' | 'messages' }
  /** Opens (or finds) the direct message with a person or with the app's bot user. */
  | { type: 'openDm'; user: string }
  /** Hides an ephemeral message ("Dismiss message"). */
  | { type: 'dismiss'; channel: string; ts: string }
  | { type: 'dismissNotice'; id: string }
  /** Puts a file on the server, for a `file_input`. */
  | { type: 'uploadFile'; name: string; mimetype: string; base64: string }
  /** Their own name, language or time zone. */
  | { type: 'editProfile'; profile: Profile }
  /** Workspace administrators only: an account is closed or opened again. */
  | { type: 'setDeactivated'; user: string; deactivated: boolean };

/** What people change about themselves. `locale` as in Slack: `zh-CN`; `tz` as in the zone database. */
export type Profile = Partial<
  Record<'real_name' | 'display_name' | 'title' | 'email' | 'locale' | 'tz', string>
>;

export type ActionType = Action['type'];

/** How the app took something that needs an answer within three seconds. */
export interface Delivered {
  outcome: 'acknowledged' | 'timed_out' | 'failed';
  /** What Slack's client would show the person, when it did not go well. */
  notice?: NoticeInfo;
}

export interface SubmitResult {
  outcome: 'closed' | 'cleared' | 'errors' | 'pushed' | 'updated' | 'timed_out' | 'failed';
  /** `block_id` → what is wrong; from the app, or from the client's own check of required inputs. */
  errors?: Record<string, string>;
  /** The view that is on top afterwards. */
  view_id?: string;
  notice?: NoticeInfo;
}

export interface OptionsResult {
  options?: Option[];
  option_groups?: OptionGroup[];
}

/** What each action gives back when it is `ok`. Actions not named here give `{}`. */
export interface ActionResults {
  command: Delivered;
  message: { ts: string };
  press: Delivered;
  /** `sent` is false when the block does not dispatch. */
  input: Partial<Delivered> & { sent: boolean };
  options: OptionsResult;
  shortcut: Delivered;
  messageShortcut: Delivered;
  submit: SubmitResult;
  createChannel: { channel: string };
  openDm: { channel: string };
  uploadFile: { file: FileInfo };
}

export type ResultOf<T extends ActionType> = T extends keyof ActionResults
  ? ActionResults[T]
  : Record<string, never>;

export interface ActRequest {
  as: string;
  action: Action;
}

export interface Refusal {
  ok: false;
  /** A short code: Slack's own where it has one, e.g. `not_in_channel`, `no_such_command`, `view_not_on_top`. */
  error: string;
  /** One English sentence for whoever reads a failing test. */
  message: string;
}

export type ActResponse<T extends ActionType = ActionType> = { ok: true; result: ResultOf<T> } | Refusal;

export interface PersonInfo {
  id: string;
  /** Id of their workspace; another than the one they are seen in for somebody of Slack Connect. */
  team_id: string;
  /** The handle. */
  name: string;
  real_name: string;
  display_name: string;
  title: string;
  /** CSS colour of the avatar, `#rrggbb`. */
  color: string;
  is_bot: boolean;
  /** The bot user of the app under test. */
  is_app: boolean;
  is_admin: boolean;
  is_owner: boolean;
  /** A guest: sees only the channels they are in. */
  is_restricted: boolean;
  /** A guest who may be in one channel only. */
  is_ultra_restricted: boolean;
  deactivated: boolean;
  /** As in Slack: `en-US`, `zh-CN`. */
  locale: string;
  tz: string;
  email: string;
}

export interface ChannelInfo {
  id: string;
  /** Without `#`. For a direct message: the other person's shown name. */
  name: string;
  kind: 'public' | 'private' | 'dm' | 'group_dm';
  /** The other person of a direct message. */
  user?: string;
  archived: boolean;
  topic: string;
  /** Whether the person who asks is in it. Public channels are listed also when not. */
  member: boolean;
  members: string[];
  /** Whether the app's bot user is in it. */
  bot_member: boolean;
  /** Unread messages (thread replies not counted, 1,000 at most) and how many of them name the person. */
  unread: number;
  mentions: number;
  last_ts: string | null;
}

export interface ReactionInfo {
  name: string;
  users: string[];
}

export interface MessageInfo {
  channel: string;
  ts: string;
  /** The person or bot user it is from. */
  user: string;
  /** Shown instead of the person's name when the app set it. */
  username?: string;
  icon_emoji?: string;
  bot: boolean;
  /** `channel_join`, `channel_leave`, `channel_name`, `channel_archive` …: shown as a small grey line. */
  subtype?: string;
  /** In Slack's mrkdwn, escaped. With blocks this is only the fallback. */
  text: string;
  blocks: ShownBlock[];
  /** Legacy attachments: each with a `color` and `blocks` or `text`. */
  attachments: { color?: string; text?: string; fallback?: string; blocks?: ShownBlock[] }[];
  files: FileInfo[];
  thread_ts?: string;
  /** For a parent. */
  reply_count: number;
  reply_users: string[];
  latest_reply: string | null;
  /** A reply that was also sent to the channel. */
  broadcast: boolean;
  edited: boolean;
  /** Only this person sees it; it is gone when dismissed, replaced or deleted by the app. */
  ephemeral: boolean;
  pinned: boolean;
  reactions: ReactionInfo[];
  /** What this person holds in the message's own inputs and selects. */
  values: StateValues;
}

export interface MessagePage {
  /** Oldest first. */
  messages: MessageInfo[];
  /** There are older ones: ask again with `before` = the first one's `ts`. */
  has_more: boolean;
}

export interface ViewInfo {
  id: string;
  type: 'modal' | 'home';
  hash: string;
  root_view_id: string;
  previous_view_id: string | null;
  title: PlainTextElement | null;
  submit: PlainTextElement | null;
  close: PlainTextElement | null;
  submit_disabled: boolean;
  blocks: ShownBlock[];
  values: StateValues;
  /** `block_id` → error, shown beside the field. */
  errors: Record<string, string>;
  /** A submission is on its way. */
  busy: boolean;
  /** As the app gave it, for whoever needs more. */
  source: View;
}

export interface CommandInfo {
  command: string;
  description: string;
  usage_hint: string;
}

export interface ShortcutInfo {
  name: string;
  description: string;
  callback_id: string;
  type: 'global' | 'message';
}

/** What Slack's client itself would say to the person, e.g. that the app did not answer. */
export interface NoticeInfo {
  id: string;
  kind: 'timeout' | 'failed' | 'view_error' | 'options_failed';
  /** Slack's own English wording, e.g. "/complaint failed because the app did not respond". */
  text: string;
  channel?: string;
  view_id?: string;
  at: string;
}

export interface Snapshot {
  /** Grows with every change; a page may skip a ping whose revision it has already seen. */
  revision: number;
  team: { id: string; name: string; domain: string };
  /** All of this local Slack, the person's own among them. */
  workspaces: { id: string; name: string }[];
  app: { id: string; name: string; bot_id: string; bot_user_id: string; has_home: boolean };
  me: PersonInfo;
  users: PersonInfo[];
  channels: ChannelInfo[];
  /** The open stack, bottom first; the last is the one the person sees. */
  modals: ViewInfo[];
  home: ViewInfo | null;
  commands: CommandInfo[];
  shortcuts: ShortcutInfo[];
  notices: NoticeInfo[];
  has_clock: boolean;
}

export type Ping = {
  type: 'changed';
  revision: number;
  /** `messages` names its channel and, for replies, the thread. Everything else: fetch the state again. */
  what: 'messages' | 'channels' | 'users' | 'modals' | 'home' | 'notices' | 'clock' | 'tours' | 'all';
  channel?: string;
  thread_ts?: string;
};

export interface ClockInfo {
  /** ISO instant with offset or Z. */
  now: string;
  /** The next thing that happens by itself, if anything is due. */
  next: { at: string; what: Said } | null;
  /** When the next working morning begins, if the host says. */
  morning: string | null;
}

export type ClockRequest =
  /** Minutes, more than 0. */
  { advance: number } | { to: string } | { next: true };

/** The same in each of the page's languages. */
export type Said = Record<'en' | 'zh', string>;

/** What a step asks for, for whoever walks a tour by program. Blocks and actions are named by their ids. */
export type TourDeed =
  /** Opens a modal. */
  | { do: 'command'; text: Said }
  /** In the newest message that shows `about` and holds this action; opens a modal unless `quiet`. */
  | { do: 'press'; action_id: string; about: Said; quiet?: boolean }
  /** A button of the top modal, which opens another one. */
  | { do: 'pressInForm'; action_id: string }
  /**
   * The top modal: `block_id` → text, an option's text, a person's id, or hours from now for a moment; `andPress` is a
   * button of what it then shows.
   */
  | { do: 'submit'; values: Record<string, Said | { hours: number }>; andPress?: string }
  /** Reads what the app wrote to this person, or its home tab. */
  | { do: 'read' }
  /** Adds somebody to the channel. */
  | { do: 'add'; user: Said }
  /** Lets the next working morning come, unless it is early in the morning already. */
  | { do: 'morning' }
  /** Moves the clock on by an hour. */
  | { do: 'hour' }
  /** Moves the clock to the next thing, again and again until the step is done. */
  | { do: 'wait' };

/**
 * How the server knows that a step is done: an exchange with the app, finished without trouble. `has` and
 * `hasNot`: paths such as `request.view.callback_id` or `response.response_action` → a text that is (not) in it;
 * of a list all are.
 */
export interface TourSign {
  /** As in the wire log: `views.open`, `view_submission`, `event:app_home_opened`. */
  name: string;
  has?: Record<string, Said | string | readonly (Said | string)[]>;
  hasNot?: Record<string, string>;
}

export interface TourStep {
  /** Whom to act as: somebody who reads this language. */
  as: Said;
  /** Where to look: a channel, or the app. */
  where: { channel: string } | { home: 'home' | 'messages' };
  /** What to do, in mrkdwn. */
  says: Said;
  does: TourDeed[];
  done: TourSign;
}

/** A story to walk through, given by the host as plain data. */
export interface Tour {
  id: string;
  title: Said;
  /** One sentence. */
  about: Said;
  steps: TourStep[];
}

export interface TourInfo extends Tour {
  /** How many steps are done. */
  at: number;
}

/**
 * Begins a tour where it was left, or goes to a step of it; 0 is its start. Only tours that were begun are ticked
 * off.
 */
export interface TourRequest {
  id: string;
  at?: number;
}

/** What the host says to whoever opens the page for the first time. */
export interface Greeting {
  title: Said;
  /** A paragraph, in mrkdwn. */
  about: Said;
  /** Another local Slack that the host opens when it is asked to, such as an empty one. */
  beside?: { title: Said; about: Said; button: Said };
}

/** `reads`: what whoever asks reads. */
export interface BesideRequest {
  reads: keyof Said;
}

export interface BesideAnswer {
  /** Where the other one's page is. */
  url: string;
}

/** What the host offers to take in of a person's own, such as a table of customers. */
export interface OwnDataOffer {
  title: Said;
  /** What the file should hold and what becomes of it, in mrkdwn. */
  about: Said;
  /** As a file input's `accept`. */
  accept: string;
  mostBytes: number;
  /** How far a file is that is being taken in. */
  progress: { done: number; all: number } | null;
}

/** What was found in a file, and whether it was taken in. */
export interface OwnDataReport {
  loaded: boolean;
  /** How many rows can be, or were, taken in. */
  rows: number;
  /** In a sentence. */
  summary: Said;
  /** The first rows as they are kept. */
  head: Said[];
  sample: Said[][];
  /** What is left out, and why. `line` as a text editor counts. */
  faults: { line: number; says: Said }[];
}

/** `load` is false to look first. */
export interface OwnDataRequest {
  name: string;
  base64: string;
  load: boolean;
}

/** One exchange between the app and Slack. */
export interface WireLine {
  n: number;
  direction: 'to-app' | 'from-app';
  by: 'http' | 'socket' | 'api' | 'response_url';
  /** The Web API method, or what was delivered: `/complaint`, `view_submission`, `event:message`. */
  name: string;
  /** Real time, in milliseconds since the epoch. */
  at: number;
  /** How long the answer took; null while there is none. */
  ms: number | null;
  status: number | null;
  /** An error code of the answer, or what went wrong below it: `timed_out`, `hang` … */
  fault: string | null;
}

export interface WireList {
  lines: WireLine[];
  /** How many fit; there may be more than were asked for. */
  total: number;
}

/** Tokens are left out. */
export interface WireDetail extends WireLine {
  request: unknown;
  response: unknown;
}

export type ApiTroubleKind =
  | 'ratelimited'
  | '500'
  | 'error'
  | 'hang'
  | 'drop'
  | 'timeout-after-doing-it'
  | 'drop-after-doing-it';
export type DeliveryTroubleKind = 'lost-ack' | 'twice' | 'never';

/** What is to go wrong, or to be mended. */
export type TroubleRequest =
  /** The app's next calls of Slack, of one method or any. `times`: 1 to 100; `error`: a code; `retryAfter`: seconds. */
  | { calls: ApiTroubleKind; method?: string; times?: number; error?: string; retryAfter?: number }
  /** Slack's next deliveries to the app. */
  /** `name`: `/complaint`, `view_submission`, `event:message` …; without it any. */
  | { deliveries: DeliveryTroubleKind; name?: string; times?: number }
  | { limits: 'off' | 'documented' }
  | { channel: string; archived: boolean }
  | { channel: string; bot: boolean }
  | { user: string; deactivated: boolean }
  /** Socket Mode: `warning` and `refresh_requested` ask the app to come back, `cut` breaks off without a word. */
  | { sockets: 'warning' | 'refresh_requested' | 'cut' }
  /** The bot token; without `team` that of the first workspace. `good` mends it, and `expired` needs one that can expire. */
  | { token: 'revoked' | 'expired' | 'good'; team?: string }
  /** The app is removed from the workspace, or put back with the token and the channels it had. */
  | { installed: boolean; team?: string }
  /** Forgets what has not happened yet. */
  | { clear: true };

export interface TroubleInfo {
  /** What has not happened yet. `on` is a method, a delivery's name, or '' for any. */
  waiting: { kind: ApiTroubleKind | DeliveryTroubleKind | string; on: string; left: number }[];
  limits: 'off' | 'documented';
  /** How many Socket Mode connections are open. */
  sockets: number;
  transport: 'http' | 'socket';
  workspaces: WorkspaceInfo[];
}

export interface WorkspaceInfo {
  id: string;
  name: string;
  installed: boolean;
  /** What a call with the newest bot token would meet; null: there is no token. */
  token: 'good' | 'token_revoked' | 'token_expired' | 'account_inactive' | null;
  /** Whether that token can expire. */
  expires: boolean;
}
