import type { people as En, peopleErrors as EnErrors } from '../en/people.js';

export const people: typeof En = {
  departments: {
    market: '市场部',
    tech: '技术部',
    service: '客服部',
    admin: '行政部',
    management: '管理层',
  },
  roles: { member: '成员', lead: '主管' },
  usage: [
    '`/baton 设置` 设置 Baton：语言、工作时间、部门和人员',
    '`/baton 请假` 登记请假和代理人',
    '`/baton 人员` 查看各部门、主管和请假情况',
    '`/baton 帮助` 显示本说明',
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
    ownHolidays: '本公司的日期',
    ownHolidaysHint:
      '每行一天，例如：2026-05-04 休 春假，或：2026-05-09 班。这些日期与国家节假日合并计算，冲突时以此为准。',
    workingHoursHint:
      '写成一行，先写星期再写时间。每个季节从其“from”日期起，到下一个季节为止；第一个季节不写日期则从 1 月 1 日开始。',
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
  },
  staff: {
    title: '人员',
    nobody: '该部门还没有成员，请点“更改”添加。',
    weight: (weight) => `权重 ${weight}`,
    administrator: '管理员',
    awayUntil: (until) => `请假至 ${until}`,
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
      `${who} 请假中${until ? `，至 ${until}` : ''}${standIn ? `，由 ${standIn} 代理` : ''}`,
    recordAbsence: '为您的同事登记请假：',
    myAbsence: '我要请假',
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
  absenceOrder: '返回时间须在将来，且晚于开始时间。',
  absenceSelf: '不能由本人代理，请选择一位同事。',
  absenceInactive: '这位同事在 Slack 中已停用，请另选代理人。',
  absenceStranger: '这位同事还不属于任何部门，请另选代理人。',
  absenceCycle: ({ name }) => `${name}的代理关系会绕回此人，届时将无人负责。请另选代理人。`,
};
