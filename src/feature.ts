import type { App } from '@slack/bolt';
import type { Button, HomeView, KnownBlock, ModalView } from '@slack/types';
import type { Context, Services } from './context.js';
import type { Stage } from './customers/customer.js';
import type { DataStep } from './db/data-steps.js';
import type { Customer, Duty, Reader, Staff, Tx, Workspace } from './db/types.js';
import type { Locale, Messages } from './messages/index.js';
import type { Affair } from './people/may.js';
import type { Person } from './people/person.js';
import type { Asker } from './slack/asker.js';

/** A message as Slack takes it. `text` is the fallback that notifications and screen readers use. */
export interface Rendered {
  text: string;
  blocks?: KnownBlock[];
  /** Runs in the transaction that notes a message as sent: to tick off what it has said. */
  whenSent?(tx: Tx): Promise<void>;
}

/** What renderers get. They run when the message is sent, never when it is queued. */
export interface RenderInput {
  services: Services;
  reader: Reader;
  workspace: Workspace;
  locale: Locale;
  t: Messages;
  now: Date;
}

/** A channel message that shows one record as it stands; the same for everybody; edited, not posted anew. */
export interface CardKind {
  kind: string;
  /** null: the record is gone, the card is left as it is. */
  render(input: RenderInput & { subjectId: string }): Promise<Rendered | null>;
}

/** A message of its own: a thread reply, a direct message. Params are ids, never personal data. */
export interface MessageTemplate {
  template: string;
  /** null: no longer worth saying, the operation is dropped. `recipient` is set for direct messages. */
  render(
    input: RenderInput & { params: Record<string, string>; recipient: Staff | null },
  ): Promise<Rendered | null>;
  /**
   * False: more of what it will say is just being written, by this process or another. It then waits for that, but
   * no longer than ten seconds.
   */
  isComplete?(reader: Reader, at: { workspaceId: string; now: Date }): Promise<boolean>;
}

/** One step of a duty's ladder: each fires once. */
export interface Rung {
  /** 'before' | 'due' | 'lead' | 'management' or a kind's own word */
  rung: string;
  /** ISO instant */
  at: string;
}

/** What a rung does when it fires. */
export interface RungRule {
  /** Whom it reminds. Absent or inactive people are replaced by their substitute, then the lead, then management. */
  tells: 'owner' | 'lead' | 'management' | 'nobody';
  /** Fires again once a working day, until the duty is closed. */
  repeats?: 'each-working-day';
  /** Something that happens by itself, in the transaction that fires the rung. */
  act?(tx: Tx, input: { ctx: Context; duty: Duty }): Promise<void>;
}

/** How a duty reads to the person who is told. */
export interface DutyLine {
  /** What is owed, with the record's name; mrkdwn, typed text escaped. */
  line: string;
  /** An actions block with what opens the thing. */
  button?: KnownBlock;
  /** The kind's own words for what happens if nobody acts, where the ladder has rungs of its own. */
  next?: string;
}

/** A record in a list of what somebody waits for. */
export interface RecordLine {
  /** mrkdwn, typed text escaped */
  line: string;
  /** How it stands, in words. */
  state: string;
  /** When it is to be done, or rolls on. */
  by: Date;
  /** What its reader may do about it. */
  button?: Button;
}

/** Who reads: one person, or everybody who is in a channel. */
export type Audience = { staffId: string } | 'channel';

/** Something that happened to a customer. */
export interface TimelineEntry {
  /** tells entries of one instant apart */
  id: string;
  at: Date;
  /** mrkdwn, typed text escaped */
  line: string;
}

export interface DutyKind {
  /** complaint.judge, handoff.accept … */
  kind: string;
  /** May be ticked off by whoever owes it, with a button whose action is `duty.done` and whose value is its id. */
  tickOff?: true;
  /** The kind's own rungs, and where it differs from the usual: before and due tell the owner, lead and management themselves. */
  rungs: Readonly<Record<string, RungRule>>;
  /**
   * By duty id, what reminders and lists show; a duty without an entry is no longer worth saying.
   * For all duties of the kind at once: one or two queries, not one each. What is kept from the audience (a complaint
   * from whom it is about) is left out, or told without what it is about.
   */
  describe(
    input: RenderInput & { duties: readonly Duty[]; audience: Audience },
  ): Promise<Map<string, DutyLine>>;
  /**
   * By duty id, who must neither owe it nor hear of it: the person complained about. Hand-over and reminders pass
   * them by. For all duties of the kind at once.
   */
  barred?(
    reader: Reader,
    input: { workspaceId: string; duties: readonly Duty[] },
  ): Promise<Map<string, readonly string[]>>;
}

export interface Job {
  name: string;
  /** The first slot strictly after `after`, or null when this workspace has none. */
  next(input: { services: Services; workspace: Workspace; after: Date }): Promise<Date | null> | Date | null;
  /** The same by workspace, for a job that many have at the same minute. One that throws is asked for each. */
  nextOfMany?(input: {
    services: Services;
    workspaces: readonly Workspace[];
    after: Date;
  }): Promise<ReadonlyMap<string, Date | null>>;
  /** A throwing job is retried, then told to administrators; it never stops others. */
  run(input: { services: Services; workspaceId: string; slot: Date; now: Date }): Promise<void>;
  /** What happens with the latest slot missed while Baton was down. Older ones are only noted. */
  late: 'run' | 'skip';
}

export interface CommandInput {
  /** What stands after the sub-command, trimmed, as the person saw it: escape it before showing it. */
  text: string;
  /** Slack ids of the people and channels that the text names. */
  mentions: { users: string[]; channels: string[] };
  channelId: string;
  triggerId: string;
  asker: Asker;
  /** Answers only the person who asked. */
  reply(message: Rendered | string): Promise<void>;
}

export interface Subcommand {
  /** ASCII word first, then aliases such as 列表. Matching ignores case and full-width forms. */
  words: readonly [string, ...string[]];
  /** Takes no further words: they are answered with usage instead of being passed over. */
  bare?: true;
  run(input: CommandInput): Promise<void>;
}

/** A slash command. Bolt acks before anything else; `help`, and unknown input where there is no `otherwise`, answer with usage. */
export interface Command {
  /** '/complaint' */
  name: string;
  /** For the manifest: both languages, short. */
  description: string;
  usageHint: string;
  /** mrkdwn: what it is about, and for whom. */
  about(t: Messages): string;
  usage(t: Messages): string;
  /** Its help lists every command of the app. */
  listsAll?: true;
  subcommands: readonly Subcommand[];
  /** The command by itself, where that is not `otherwise`. */
  alone?(input: CommandInput): Promise<void>;
  /** Text that is no sub-command (or no text): e.g. the complaint itself. */
  otherwise?(input: CommandInput): Promise<void>;
}

/** Numbers without gaps that begin again each year; its counters are called `<name>:<year>`. */
export interface NumberSeries {
  name: string;
  label(t: Messages): string;
  format(number: { year: number; sequence: number }): string;
}

export interface Feature {
  name: string;
  /** Work on the rows of earlier builds, done once at start, in this order. */
  dataSteps?: readonly DataStep[];
  /** What numbers this feature gives: after a restore the last one of each is asked for. */
  numberSeries?: readonly NumberSeries[];
  commands?: readonly Command[];
  /** For the manifest; their listeners are registered in `listeners`. Names in both languages, ≤ 24 characters. */
  shortcuts?: readonly {
    callbackId: string;
    type: 'message' | 'global';
    name: string;
    description: string;
  }[];
  /** Events API names this feature listens to. */
  events?: readonly string[];
  /** Bot scopes with the reason that the manifest states. */
  scopes?: readonly { scope: string; because: string }[];
  /** Actions, views, options, shortcuts, events. Thin: read the form, call the use-case, present the answer. */
  listeners?(app: App, services: Services): void;
  jobs?: readonly Job[];
  duties?: readonly DutyKind[];
  cards?: readonly CardKind[];
  templates?: readonly MessageTemplate[];
  /** Channels besides the departments' that this feature needs to be in: `/baton check` looks at them too. */
  channels?(reader: Reader, input: { workspaceId: string; t: Messages }): Promise<readonly NeededChannel[]>;
  /**
   * Somebody left: what of theirs passes on, a page in each transaction, small enough for it to end within a quarter
   * of a second. Called until it says that there is no more; what passed on before is not found again.
   */
  handOver?(tx: Tx, ctx: Context, leaving: Leaving): Promise<HandedOver>;
  /**
   * A customer moved along the life cycle, or was registered: what happens by itself, in the same transaction
   * (docs/processes.md#life-cycle). Another feature's may have moved them on meanwhile: write what stays true then.
   */
  onStageMoved?(tx: Tx, ctx: Context, moved: StageMoved): Promise<void>;
  /** App Home of one person; exactly one feature hands it in. `place`: the pages that are shown, as stored. */
  home?(input: RenderInput & { viewer: Person; place: string }): Promise<RenderedHome>;
  /** Buttons that this feature offers in App Home, to those for whom they are. */
  homeActions?: readonly {
    actionId: string;
    label(t: Messages): string;
    offeredTo(viewer: Person): boolean;
  }[];
  /** Removes what was registered while the company tried Baton out, in the transaction that removes all of it. */
  forgetTrial?(tx: Tx, ctx: Context): Promise<void>;
  /** Buttons that this feature offers on a customer's record; the value is the customer's id. */
  customerActions?: readonly {
    actionId: string;
    label(t: Messages): string;
    /** Whether it makes sense for this customer, and this person may do it: what is asked when it is pressed as well. */
    offered(asker: Asker, of: { customer: Customer; affair: Affair }): boolean | Promise<boolean>;
  }[];
  /**
   * What this feature knows to have happened to a customer, the latest until an instant, that instant included.
   * `readable`: the person may read what was said and noted.
   */
  timeline?(
    asker: Asker,
    of: { customer: Customer; until: Date; limit: number; readable: boolean },
  ): Promise<TimelineEntry[]>;
  /**
   * Views of records, by callback id, drawn from their metadata as they stand: once a form on top of one is done, the
   * record is drawn again.
   */
  records?: Readonly<Record<string, (asker: Asker, metadata: string) => Promise<ModalView>>>;
}

export interface NeededChannel {
  channelId: string;
  /** What for; mrkdwn, typed text escaped */
  name: string;
  /** Where another one is chosen: a command */
  setBy: string;
}

export interface RenderedHome {
  view: HomeView;
  /** Ids of absent colleagues whose duties it shows: what changes for them changes this home. */
  standsFor: readonly string[];
}

export interface StageMoved {
  /** As they stand after the move. */
  customer: Customer;
  /** '' when nobody gave one */
  reason: string;
  /** null: just registered */
  from: Stage | null;
  to: Stage;
}

export interface Leaving {
  staff: Staff;
  departmentId: string | null;
  /** The present substitute, or null: by balance. */
  toStaffId: string | null;
  /** What this feature's page before gave as `next`; null for its first. */
  after: string | null;
}

/** How many records changed hands, by what they are. */
export interface HandedOver {
  customers?: number;
  duties?: number;
  /** Set when there may be more: where the next page begins, in the feature's own words. */
  next?: string | undefined;
}
