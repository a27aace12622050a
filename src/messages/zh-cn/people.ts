import type { people as En, peopleErrors as EnErrors } from '../en/people.js';
import { counted } from './counted.js';

export const people: typeof En = {
  hoursWords: {
    days: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
    from: (date) => `自${date}起 `,
    closed: '休息',
  },
  departments: {
    market: '市场部',
    tech: '技术部',
    service: '客服部',
    admin: '行政部',
    management: '管理层',
  },
  roles: { member: '成员', lead: '主管' },
  about: '*Baton* · 面向所有人，另有注明的除外',
  usage: [
    '`/baton 设置` 设置 Baton：语言、工作时间、部门和人员（管理员和主管）',
    '`/baton 请假` 登记请假和代理人',
    '`/baton 人员` 查看各部门、主管和请假情况',
    '`/baton 检查` 检测 Baton 运行所需的条件并给出处理办法（管理员）',
    '`/baton 导入` 从 Slack 用户组导入部门人员（管理员和主管）',
    '`/baton 清除试用` 清除试用期间登记的全部内容（管理员）',
    '`/baton 恢复` 从备份恢复数据库后，填写最后用过的编号（管理员）',
    '`/baton 帮助` 列出全部命令',
  ].join('\n'),
  languages: { en: 'English（英语）', 'zh-CN': '简体中文' },
  holidays: {
    china: '中国法定节假日（含调休补班）',
    none: '不计公共假日',
    own: '仅按本公司的日期',
  },
  andMore: (count) => `另有 ${count} 位`,
  setup: {
    title: '设置 Baton',
    missingCount: (count) => `*还有 ${count} 项未设置。*`,
    nothingMissing: '*已全部设置完成。*',
    explain: '已设好的部分可以先用起来。每次更改都会记录操作人和时间。',
    explainDone: '每次更改都会记录操作人和时间。',
    line: ({ name, value }) => `${name}：${value}`,
    workspace: '工作区',
    language: '频道消息语言',
    timeZone: '时区',
    holidays: '节假日',
    knownUntil: (day) => `已知至 ${day}`,
    workingHours: '工作时间',
    ownHours: '单独的工作时间',
    lead: (who) => `主管 ${who}`,
    people: (count) => `${count} 人`,
    missing: {
      channel: '未指定频道',
      lead: '未指定主管',
      members: '还没有成员',
    },
    channelFault: {
      joinable: 'Baton 不在该频道中',
      archived: '该频道已归档',
      unreachable: 'Baton 无法在该频道发消息',
    },
    administrators: '管理员',
    administratorsHint: '选择任意同事，可更改其角色、权重或权限。',
    choosePerson: '选择同事',
    change: '更改',
    changePeople: '人员',
    addDepartment: '添加部门',
    yourDepartment: '以下是您主管的部门，其余设置由管理员负责。',
  },
  workspaceForm: {
    title: '工作区',
    timeZone: '时区',
    timeZonePlaceholder: '输入英文城市名，如 Shanghai',
    country: '电话号码所属国家或地区',
    countryHint: '用于未写国家代码的号码。',
    countryPlaceholder: '输入国家或地区，如：中国',
    ownHolidays: '本公司的日期',
    ownHolidaysHint:
      '每行一天，例如：2026-05-04 休 春假，或：2026-05-09 班。这些日期与国家节假日合并计算，冲突时以此为准。',
    workingHoursHint:
      '写成一行，先写星期再写时间。每个季节写作“自 05-01 起”，到下一个季节为止；第一个季节不写日期则从 1 月 1 日开始。',
  },
  departmentForm: {
    title: '部门',
    addTitle: '添加部门',
    name: '名称',
    nameHint: (standard) => `留空则使用“${standard}”。`,
    channel: '频道',
    channelHint: '该部门的卡片和汇总会发到这里。',
    channelStatus: {
      member: ':white_check_mark: Baton 已在该频道中。',
      joinable: ':white_check_mark: 公开频道：保存时 Baton 会自动加入。',
      archived: ':warning: 该频道已归档，请另选一个。',
      invisible:
        ':warning: Baton 看不到该频道。如果是私有频道，请先在频道里输入下面这行，再重新选择：\n`/invite @Baton`',
      unknown: 'Slack 没有回应，保存时会再次检查该频道。',
    },
    lead: '主管',
    members: '成员',
    membersHint: '离开部门的人，其在该部门的客户和待办会立即移交。',
    workingHours: '工作时间',
    workingHoursHint: '留空则使用工作区的工作时间。',
    digestAt: '每日汇总时间',
    digestAtHint: '工作日发到部门频道。留空则不发。',
  },
  staff: {
    title: '人员',
    nobody: '该部门还没有成员，请点“更改”添加。',
    weight: (weight) => `权重 ${weight}`,
    administrator: '管理员',
    awayUntil: (until) => `请假中，${until} 返岗`,
    away: '请假中',
    deactivated: '已在 Slack 停用',
    personTitle: '同事',
    role: '部门中的角色',
    weightLabel: '业务能力权重',
    weightHint: '100 为正常，50 表示客户数减半，0 表示不再分配新客户。',
    rights: '权限',
    administratorRight: '管理员',
    administratorExplained: '可更改所有设置并指定管理员',
  },
  absence: {
    title: '请假',
    ofYou: '您请假期间，到期事项先转给代理人，再转给主管。',
    ofColleague: (who) => `登记${who}的请假。`,
    now: ({ from, until, substitute }) =>
      `已登记：${from} 起请假${until ? `，${until} 返岗` : ''}${substitute ? `，由 ${substitute} 代理` : ''}。`,
    from: '请假首日',
    until: '返岗日期',
    untilHint: '恢复上班的第一天；尚未确定可留空。',
    substitute: '代理人',
    substituteHint: '留空则由主管代理。',
    back: '已返岗',
    cleared: '请假已取消，欢迎回来。',
  },
  who: {
    title: '部门与人员',
    noChannel: '未指定频道',
    noLead: '未指定主管',
    nobody: '暂无成员。',
    isAway: ({ who, until, standIn }) =>
      `${who} 请假中${until ? `，${until} 返岗` : ''}${standIn ? `，由 ${standIn} 代理` : ''}`,
    recordAbsence: '为您的同事登记请假：',
    myAbsence: '我要请假',
  },
  check: {
    allGood: 'Baton 运行所需的一切正常。',
    faults: (count) => `有 ${count} 项需要处理。`,
    token: {
      good: 'Slack 接受 Baton 的访问凭证。',
      bad: ({ error }) => `Slack 不接受 Baton 的访问凭证（\`${error}\`）。`,
    },
    scopes: {
      good: '应用具备本版本所需的全部权限。',
      bad: ({ scopes }) => `应用缺少权限：${scopes}`,
      advice: {
        token:
          '请在 api.slack.com/apps 用最新的 `manifests/socket.json` 或 `http.json` 更新应用的 manifest，然后重新安装。',
        oauth: '请用当初安装的链接重新安装一次，数据不会丢失。',
      },
    },
    clock: {
      good: '本机时钟与 Slack 一致。',
      bad: ({ seconds, ahead }) => `本机时钟比 Slack ${ahead ? '快' : '慢'} ${seconds} 秒。`,
      advice: '请在本机开启时间同步（NTP）。相差五分钟以上，Slack 的请求会被拒绝。',
      unknown: '未能从 Slack 取得时间。',
      unknownAdvice: '请检查本机能否通过 HTTPS 访问 slack.com。',
    },
    underSetUp: '“设置”',
    channel: {
      member: { text: ({ name, channel }) => `${name}：${channel}`, advice: () => '' },
      none: { text: ({ name }) => `${name}还没有频道。`, advice: ({ setBy }) => `请用 ${setBy} 选择频道。` },
      joinable: {
        text: ({ name, channel }) => `${name}：Baton 不在 ${channel} 中。`,
        advice: () => '请在该频道发送下面这行：\n`/invite @Baton`',
      },
      archived: {
        text: ({ name, channel }) => `${name}：${channel} 已归档。`,
        advice: ({ setBy }) => `请取消归档，或用 ${setBy} 另选频道。`,
      },
      invisible: {
        text: ({ name }) => `${name}：Baton 看不到该频道，可能是私有频道或已被删除。`,
        advice: ({ setBy }) => `请在频道里发送 \`/invite @Baton\`，或用 ${setBy} 另选频道。`,
      },
      unknown: {
        text: ({ name, channel }) => `${name}：Slack 没有答复 ${channel} 的情况。`,
        advice: () => '请一分钟后再检查。',
      },
    },
    holidays: {
      good: '未来两个月的节假日已知。',
      bad: ({ until }) => `已知的节假日截至 ${until}。`,
      advice: '下一年安排公布后请更新 Baton，或点击“设置”自行录入。',
    },
    reminders: {
      good: '提醒按时发出。',
      bad: (count) => `延误超过十分钟的提醒：${counted(count)} 条。`,
      advice: '如果一直延误，请查看 Baton 的日志；较长停机之后，提醒会在几分钟内补发。',
    },
    database: {
      good: ({ provider, ms }) => `数据库响应正常（${provider}，${ms} 毫秒）。`,
      slow: ({ provider, ms }) => `数据库响应缓慢（${provider}，${ms} 毫秒）。`,
      advice: '请检查数据库所在机器的负载和磁盘剩余空间。',
    },
    nothingParked: '没有等待处理的消息。',
    parked: ({ where, count }) => `有 ${count} 条发给 ${where} 的消息在等待。`,
    somebody: '某位同事',
    post: '发送测试消息',
    postHint: '在每个部门的频道发一行消息，并注明您的名字。',
    posted: '测试消息',
    noChannels: '还没有部门设置频道。',
    testPost: ({ who }) => `Baton 测试消息，由 ${who} 发起，无需处理。`,
  },
  importing: {
    title: '导入人员',
    submit: '导入',
    explain: '把 Slack 用户组的成员加入部门。已属于其他部门的同事不会变动。',
    group: '用户组',
    groupOption: ({ name, handle, count }) => `${name}（@${handle}，${count} 人）`,
    department: '部门',
    working: '正在向 Slack 查询该组成员……',
    failed: 'Slack 没有正常答复，未导入任何人，请重试。',
    added: ({ count, names }) => (count === 0 ? '没有新增成员。' : `*已加入（${count}）：* ${names}`),
    already: ({ count, names }) => `*原本就在（${count}）：* ${names}`,
    elsewhere: ({ count, names }) => `*属于其他部门，未变动（${count}）：* ${names}`,
    leftOut: ({ count, names }) => `*应用和已停用账号，未导入（${count}）：* ${names}`,
  },
  restored: {
    title: '恢复后的编号',
    submit: '确认',
    open: '填写最后的编号',
    explain:
      'Baton 的数据库已从备份恢复。备份之后登记的内容已丢失，但其编号可能仍出现在 Slack、邮件或信函中。请查找已经用过的最大编号：Baton 将从下一个编号继续，以免编号重复。',
    lastComplaint: '最后用过的投诉编号',
    known: ({ number }) => `数据库中的最后一个编号是 ${number}。如果之后没有再用过编号，请保持不变。`,
    knownNone: '数据库中还没有编号。',
    lost: ({ from, to, next }) =>
      `*${from}* 至 *${to}* 在恢复之前已经用过，相应记录已丢失。下一个编号是 *${next}* 。`,
    nothingLost: ({ next }) => `没有缺失的编号。下一个编号是 *${next}* 。`,
    notice:
      'Baton 的数据库已从备份恢复，或已迁移。新投诉暂时无法登记：请填写最后用过的投诉编号，以免编号重复。',
  },
  forgetTrial: {
    title: '清除试用记录',
    submit: '全部清除',
    explain: ({ customers, complaints, handoffs }) =>
      `*将清除目前登记的全部内容：* 客户 ${customers} 位、投诉 ${complaints} 件、交接 ${handoffs} 件，以及所有待办、提醒和卡片。人员、部门和设置保留。此操作无法撤销。`,
    confirm: '请输入本工作区的名称',
    confirmHint: '以免误操作。',
    name: (name) => `名称： *${name}*`,
    done: ({ customers, complaints, handoffs }) =>
      `已清除：客户 ${customers} 位、投诉 ${complaints} 件、交接 ${handoffs} 件，编号从头开始。频道里的卡片会在几分钟内消失。`,
  },
  reminderHours: {
    title: '提醒时段',
    explain:
      'Baton 在您的工作时间内提醒您。如果只想在某些时段收到提醒，请在此填写，其余时间的提醒会顺延；紧急事项会立即提醒。',
    from: '开始',
    until: '结束',
    untilHint: '两项都留空，则在工作时间内随时提醒。',
  },
  welcome: {
    text: ':wave: 您好，这里是 Baton。客户和投诉在各部门之间交接，由它跟进，并提醒您负责的事。您的一天在本应用的“主页”标签里。',
    setUp:
      '您是本工作区的 Baton 管理员。设置语言、部门、频道和人员，十分钟即可完成；输入 `/baton setup` 可以看到还缺什么。',
    hint: '`/complaint` 登记投诉 · `/handoff` 交接客户 · `/baton 帮助` 查看更多',
  },
  back: {
    title: ({ happened, need }) =>
      `欢迎回来。您不在时共有 ${counted(happened)} 件动态，${need === 0 ? '没有需要您处理的事' : `其中 ${counted(need)} 件待您处理`}。`,
    home: '详情请看本应用的“主页”标签。',
  },
  met: {
    added: ({ department, count }) => `*${department}* 新增 ${count} 名成员。`,
    waiting: ({ count }) => `还有 ${count} 人的姓名 Slack 尚未提供，几分钟内会自动补上。`,
    leftOut: ({ who, more }) =>
      `以下是应用或已停用的账号，没有加入：${who}${more > 0 ? `等 ${more} 个` : ''}`,
  },
  handedOver: {
    title: ({ name, customers, duties }) => {
      const parts = [
        ...(customers > 0 ? [`${customers} 位客户`] : []),
        ...(duties > 0 ? [`${duties} 项待办`] : []),
      ];
      return `${name}已离开，${parts.join('和')}已移交。`;
    },
    line: ({ owner, customers }) => `${owner}：${customers}`,
    change: '如需更换负责人，请用 `/customer show`。',
  },
  channelLost: {
    title: ({ departments }) => `${departments}的频道已无法使用。`,
    because: {
      archived: (channel) => `${channel} 已归档。`,
      deleted: '该频道已被删除。',
      removed: (channel) => `Baton 已被移出 ${channel}。如需恢复，请在频道里输入 \`/invite @Baton\`。`,
    },
    advice: '原本要发到那里的消息会暂存。请另选频道，或恢复原频道。',
  },
  coverage: {
    title: ({ until }) => `已知的节假日只到 ${until}。`,
    china:
      '此后的期限会把法定节假日当作工作日计算。请在国务院公布下一年安排后更新 Baton，或在“去设置”中自行填写日期。',
    own: '此后的期限会把节假日当作工作日计算。请在“去设置”中填写下一年的日期。',
  },
  standingIn: ({ who, from, until }) =>
    `${from} 起由您代理 ${who} 的工作，${until ? `至 ${until} 为止` : '直到对方返岗'}。其间对方到期的事项会转给您。`,
};

const departmentTitle = (key: string) => (people.departments as Record<string, string>)[key] ?? key;

export const peopleErrors: typeof EnErrors = {
  setupDepartment: ({ key }) => `还没有设置${departmentTitle(key)}。请管理员用 \`/baton setup\` 添加。`,
  setupChannel: ({ department }) =>
    `${department.name ?? departmentTitle(department.key)}还没有指定频道。请管理员或部门主管用 \`/baton setup\` 选择。`,
  setupOwnDepartment: '您还没有加入部门，暂时无法这样操作。请管理员用 `/baton setup` 将您加入所在部门。',
  setupNoAdministrator: ({ named }) =>
    named
      ? `设置由 <@${named}>（安装者或指定的管理员）完成，请让对方运行 \`/baton setup\`。`
      : '首次设置须由本 Slack 工作区的管理员或所有者完成，请让他们运行 `/baton setup`。',
  setupNotYours: ({ administrators }) =>
    `设置由管理员和部门主管负责，请联系 ${administrators.map((id) => `<@${id}>`).join('、')}。`,
  setupTimeZone: '时区无效，请选择如 Asia/Shanghai 或 Europe/London。',
  setupWorkingHours: ({ piece }) =>
    `无法识别“${piece}”。请这样填写：周一至周五 09:00-12:00 13:30-17:00; from 05-01 周一至周五 09:00-12:00 14:00-18:00`,
  setupHolidayLine: ({ line }) =>
    `无法识别“${line}”。请每行填写一天，例如：2026-05-04 休 春假，或：2026-05-09 班`,
  setupLeadInactive: '这位同事在 Slack 中已停用，请另选主管。',
  setupNotAPerson: '应用不能加入部门，请只选择同事。',
  setupMemberElsewhere: ({ name, department }) =>
    `${name}属于${department.name ?? departmentTitle(department.key)}，须由管理员或该部门主管调动。`,
  setupDepartmentName: '请填写一个未被其他部门使用的名称。',
  setupWeight: '权重为 0 到 1000 的整数：100 为正常，50 为一半，0 表示不再分配新客户。',
  setupLastAdministrator: '这是最后一位管理员，请先指定另一位管理员。',
  setupChannelArchived: '该频道已归档，请另选一个。',
  setupChannelInvisible:
    'Baton 无法在该频道发消息。如果是私有频道，请先在频道里输入 /invite @Baton，再重新保存。',
  setupChannelUnchecked: 'Slack 未及时回应，频道尚未检查，请再次保存。',
  staffNotFound: 'Baton 还不认识这位同事，请对方先运行一次任意 Baton 命令。',
  importNoScope: 'Baton 还不能读取用户组。请用最新的 manifest 更新应用并重新安装；`/baton 检查` 会说明做法。',
  importNoGroups: '本工作区没有用户组。请用 `/baton 设置` 选择部门人员。',
  numbersUnsure: 'Baton 刚从备份恢复，还不知道下一个编号是多少。请管理员运行 `/baton 恢复`，然后重新提交。',
  lastNumberUnreadable: ({ example }) => `请输入完整的编号，例如 ${example}`,
  lastNumberLower: ({ number }) => `数据库中已有 ${number}，请输入该编号或更大的编号。`,
  lastNumberFar: ({ number }) => `比 ${number} 多出一万个以上，请再核对一次。`,
  forgetNotConfirmed: ({ name }) => `与本工作区的名称不符。请输入：${name}`,
  forgetTooMuch: ({ most }) => `客户已超过 ${most} 位，不再属于试用，未清除任何内容。`,
  reminderHoursHalf: '请填写两个不同的时间，或都留空。',
  absenceOrder: '返回时间须在将来，且晚于开始时间。',
  absenceSelf: '不能由本人代理，请选择一位同事。',
  absenceInactive: '这位同事在 Slack 中已停用，请另选代理人。',
  absenceStranger: '这位同事还不属于任何部门，请另选代理人。',
  absenceCycle: ({ name }) => `${name}的代理关系会绕回此人，届时将无人负责。请另选代理人。`,
};
