import type { MembershipState } from '../../vip/membership.js';

type Who = { manager: string; keeper: string; group: string };

/** English texts of the VIP group; the type every language fills. */
export const vip = {
  /** The command and whom it is for: above its lines where all commands are listed. */
  about:
    '*VIP group* · for everybody who belongs to a department; set up by leads of Tech and administrators',
  usage: [
    '`/vip` shows who should be in the VIP group, who is, and who should not be',
    '`/vip compare` compares the register with the channel’s members now',
    '`/vip setup` chooses the group and who keeps it',
  ].join('\n'),
  theGroup: 'the VIP group',
  leadOfTech: 'the lead of Tech',
  noted: 'Noted. Thank you.',
  states: {
    linked: 'Account known',
    wanted: 'To be invited',
    invited: 'Invited',
    joined: 'In the group',
    removing: 'To be removed',
    removed: 'Not in the group',
  } as Record<MembershipState, string>,
  status: {
    wanted: ({ manager, keeper, group }: Who) =>
      `${manager} tells the customer and invites them into ${group}; ${keeper} adds them and confirms.`,
    invited: ({ manager, keeper, group, at }: Who & { at: string }) =>
      `Invited by ${manager} (${at}). ${keeper} adds them to ${group} and confirms.`,
    joined: ({ group, at }: { group: string; at: string }) => `In ${group} since ${at}`,
    removing: ({ keeper, group }: { keeper: string; group: string }) =>
      `${keeper} takes them out of ${group}.`,
    removed: 'Not in the group, and not expected there.',
    closed: 'The account is closed; nobody is expected in the group any more.',
  },
  card: {
    joining: ({ name }: { name: string }) => `${name} joins the VIP group`,
    leaving: ({ name }: { name: string }) => `${name} leaves the VIP group`,
    invited: 'Invited',
    joined: 'Joined',
    takeBack: 'Undo “Joined”',
    told: 'Told',
    removed: 'Removed',
    link: 'Slack account',
    account: (who: string) => `Once ${who} is in the channel, this is ticked off by itself.`,
    noAccount: 'Name the customer’s Slack account, and joining is ticked off by itself.',
    ifNobodyActs: ({ lead }: { lead: string }) =>
      `If nobody acts: a reminder each working day · lead told ${lead}`,
  },
  takeBack: {
    title: 'Undo “Joined”',
    submit: 'Undo',
    about: ({ name }: { name: string }) =>
      `*${name}* is not in the group after all: they are waited for again, and whoever owes it is reminded.`,
    reason: 'What went wrong',
    placeholder: 'Ticked the wrong customer',
  },
  duties: {
    invite: ({ name, group }: { name: string; group: string }) =>
      `Tell *${name}* that the account is funded, and invite them into ${group}`,
    tell: ({ name }: { name: string }) =>
      `Tell *${name}* that the account is funded. No VIP group is set up yet; once it is, you will be asked to invite them.`,
    setUp:
      'A customer is funded, but no VIP group is set up: choose the group, the channel for its cards and who keeps it. Until then nobody can be invited.',
    add: ({ name, group }: { name: string; group: string }) => `Add *${name}* to ${group} and confirm`,
    remove: ({ name, group }: { name: string; group: string }) => `Take *${name}* out of ${group}`,
  },
  stillWaits: ({ name, who }: { name: string; who: string }) => `*${name}* is not in the group yet. ${who}`,
  daily: {
    fallback: 'VIP group: what is open',
    title: ({ group }: { group: string }) => `VIP group ${group}`,
    waiting: ({ names, more }: { names: string; more: boolean }) =>
      `Still to join: ${names}${more ? ' and others' : ''}`,
    unexpected: ({ count, group }: { count: string; group: string }) =>
      count === '1'
        ? `One person in ${group} should not be there`
        : `In ${group} there are ${count} people who should not be there`,
    open: 'Open register',
  },
  lost: ({ group }: { group: string }) => `Baton cannot look into ${group} any more: see \`/vip setup\`.`,
  lostBecause: {
    archived: ({ group }: { group: string }) => `The VIP group ${group} was archived.`,
    deleted: ({ group }: { group: string }) =>
      `The VIP group ${group} is gone, or Baton can no longer see it.`,
    removed: ({ group }: { group: string }) => `Baton was taken out of the VIP group ${group}.`,
  },
  lostAdvice:
    'Who joins is not noticed until that is mended: let Baton back in with `/invite`, restore the channel, or choose another with `/vip setup`.',
  register: {
    title: 'VIP group',
    noGroup: 'No VIP group is set up. An administrator or the lead of Tech chooses it with `/vip setup`.',
    byHand: 'A group outside Slack: joining and leaving are ticked off by hand.',
    compared: (at: string) => `Compared with the channel’s members ${at}`,
    notCompared: 'Not compared with the channel’s members yet',
    tab: ({ name, count }: { name: string; count: string }) => `${name} (${count})`,
    lists: { should: 'Should be in', in: 'Is in', not: 'Should not be in' },
    nobody: {
      should: 'No customer is funded yet.',
      in: 'Nobody is in the group yet.',
      not: 'Nobody is in the group who should not be.',
    },
    status: {
      in: 'In the group',
      notSeen: 'Was confirmed, but is not in the channel',
      notAsked: 'Nobody has been asked to invite them',
      closed: 'No longer funded, still in the group',
      stranger: 'Not a colleague, and not known as a customer’s account',
    },
    ask: 'Ask to invite',
    previous: 'Previous',
    next: 'Next',
    compare: 'Compare now',
    page: ({ page, pages }: { page: number; pages: number | null }) =>
      pages === null ? `Page ${page}` : `Page ${page} of ${pages}`,
  },
  compared: {
    compared: ({ should, in: isIn, not }: { should: string; in: string; not: string }) =>
      `Compared: ${should} should be in, ${isIn} are in, ${not} should not be in. \`/vip\` shows who.`,
    lost: () =>
      'Baton cannot look into the group: let it back in with `/invite`, or choose another channel with `/vip setup`.',
    'no-channel': () =>
      'There is no Slack channel to compare with. `/vip` shows what was ticked off by hand.',
  } as Record<
    'compared' | 'lost' | 'no-channel',
    (counts: { should: string; in: string; not: string }) => string
  >,
  setup: {
    title: 'VIP group',
    open: 'Set up',
    kind: 'What is the group?',
    kinds: { slack: 'A Slack channel', outside: 'A group outside Slack (WeChat, QQ …)' },
    channel: 'The channel',
    channelHint: 'For a Slack channel. Into a private one let Baton in first, with /invite.',
    name: 'Its name',
    nameHint: 'For a group outside Slack.',
    cards: 'Where colleagues see who joins',
    cardsHint: 'A channel for colleagues only: the cards name customers.',
    keeper: 'VIP keeper',
    keeperHint: 'Somebody of Tech, who adds and confirms. Left empty, the lead of Tech does.',
    daily:
      'The register is compared with the channel each morning; what is open is told there on working days.',
  },
  link: {
    title: 'Slack account',
    about: ({ name }: { name: string }) =>
      `Which Slack account is *${name}*’s? Guests and people of other companies count too.`,
    person: 'Account',
    personHint: 'Leave both empty if they have none.',
    memberId: 'Or the member ID',
    memberIdHint: 'For a guest who is not on the list: U0123ABCD, from “Copy member ID” in their profile.',
  },
};

/** Refusals, by UserError code: what happened and what to do next. */
export const vipErrors = {
  vipNotFound: 'This is no longer in the register. Look again with `/vip`.',
  vipMoved: ({ state }: { state: string }) =>
    `This was done meanwhile: “${(vip.states as Record<string, string>)[state] ?? state}”. Nothing was changed.`,
  vipOnlyKeeper: ({ keeper }: { keeper: string | null }) =>
    keeper
      ? `Only ${keeper} (VIP keeper) or their lead can confirm who is in the group. Ask one of them.`
      : 'Only the VIP keeper’s lead can confirm who is in the group, as no keeper is named. Ask them, or name a keeper with `/vip setup`.',
  vipNoGroup:
    'No VIP group is set up. Ask an administrator or the lead of Tech to choose it with `/vip setup`.',
  vipNotFunded: ({ name }: { name: string }) =>
    `${name} is not funded, so nobody is invited. Move the stage first if they are.`,
  vipChannelMissing: 'Choose the channel that is the group.',
  vipNameMissing: 'Give the group’s name, as people know it.',
  vipKeeperNotTech: 'The keeper belongs to Tech. Choose somebody there, or leave it to the lead.',
  vipLinkColleague: 'This is a colleague’s account. Choose the customer’s own.',
  vipLinkTaken: 'This account is another customer’s. Look at that record first.',
  vipMemberId: 'A member ID looks like U0123ABCD: copy it from the person’s profile.',
};
