/** What the page says that asks whether to install an app. */
export interface OauthWords {
  lang: string;
  title: (app: string) => string;
  heading: (app: string) => string;
  youAre: string;
  able: (app: string) => string;
  allow: string;
  cancel: string;
  wrong: string;
  /** What a scope lets the app do, in a few words; those that are not here are named only. */
  scopes: Record<string, string>;
}

const en: OauthWords = {
  lang: 'en',
  title: (app) => `Install ${app}`,
  heading: (app) => `${app} asks for permission to be in your workspace`,
  youAre: 'You are',
  able: (app) => `What ${app} will be able to do:`,
  allow: 'Allow',
  cancel: 'Cancel',
  wrong: 'Something went wrong when authorizing this app.',
  scopes: {
    'app_mentions:read': 'See messages that mention it',
    'bookmarks:write': 'Add bookmarks to channels',
    'channels:history': 'Read messages in public channels that it is in',
    'channels:join': 'Join public channels',
    'channels:manage': 'Create and manage public channels',
    'channels:read': 'See public channels and who is in them',
    'chat:write': 'Send messages as itself',
    'chat:write.customize': 'Send messages under another name',
    'chat:write.public': 'Send messages to public channels that it is not in',
    commands: 'Add commands and shortcuts',
    'files:read': 'See files shared where it is',
    'files:write': 'Upload files',
    'groups:history': 'Read messages in private channels that it is in',
    'groups:read': 'See private channels that it is in and who is in them',
    'groups:write': 'Create and manage private channels that it is in',
    'im:history': 'Read direct messages sent to it',
    'im:read': 'See who has direct messages with it',
    'im:write': 'Start direct messages with people',
    'mpim:read': 'See group messages that it is in',
    'pins:write': 'Pin messages',
    'reactions:write': 'Add emoji reactions',
    'team:read': 'See the workspace’s name and address',
    'usergroups:read': 'See user groups and who is in them',
    'users:read': 'See who is in the workspace',
    'users:read.email': 'See people’s email addresses',
  },
};

const zh: OauthWords = {
  lang: 'zh-CN',
  title: (app) => `安装 ${app}`,
  heading: (app) => `${app} 请求加入您的工作区`,
  youAre: '您的身份',
  able: (app) => `安装后，${app} 可以：`,
  allow: '允许',
  cancel: '取消',
  wrong: '授权此应用时出了问题。',
  scopes: {
    'app_mentions:read': '查看提到它的消息',
    'bookmarks:write': '为频道添加书签',
    'channels:history': '读取它所在的公开频道的消息',
    'channels:join': '加入公开频道',
    'channels:manage': '创建和管理公开频道',
    'channels:read': '查看公开频道及其成员',
    'chat:write': '以自己的名义发送消息',
    'chat:write.customize': '以其他名称发送消息',
    'chat:write.public': '向未加入的公开频道发送消息',
    commands: '添加命令和快捷方式',
    'files:read': '查看它所在之处分享的文件',
    'files:write': '上传文件',
    'groups:history': '读取它所在的私有频道的消息',
    'groups:read': '查看它所在的私有频道及其成员',
    'groups:write': '创建和管理它所在的私有频道',
    'im:history': '读取发给它的私信',
    'im:read': '查看谁与它有私信',
    'im:write': '向成员发起私信',
    'mpim:read': '查看它参与的群组私信',
    'pins:write': '置顶消息',
    'reactions:write': '添加表情回应',
    'team:read': '查看工作区的名称和网址',
    'usergroups:read': '查看用户组及其成员',
    'users:read': '查看工作区成员',
    'users:read.email': '查看成员的邮箱地址',
  },
};

/** The words of whoever asks, by the browser's Accept-Language. */
export function oauthWords(accepts: string | undefined): OauthWords {
  return /^\s*zh\b/i.test(accepts ?? '') ? zh : en;
}
