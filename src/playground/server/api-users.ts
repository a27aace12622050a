/** users.*, usergroups.*: https://docs.slack.dev/reference/methods?family=users */
import { type Method, needArgs, page } from './api-method.js';
import { personJson } from './payloads.js';
import { str, yes } from './plain.js';
import { refuse } from './slack-refusal.js';

const info: Method = {
  scopes: ['users:read'],
  run(ground, args) {
    needArgs(args, 'user');
    const person = ground.world.people.get(str(args.user));
    if (!person) refuse('user_not_found');
    return {
      user: { ...personJson(ground, person), ...(yes(args.include_locale) && { locale: person.locale }) },
    };
  },
};

const list: Method = {
  scopes: ['users:read'],
  run(ground, args) {
    const { items, next } = page([...ground.world.people.values()], args, 1000);
    return {
      members: items.map((one) => ({
        ...personJson(ground, one),
        ...(yes(args.include_locale) && { locale: one.locale }),
      })),
      cache_ts: Math.floor(Date.now() / 1000),
      response_metadata: { next_cursor: next },
    };
  },
};

const lookupByEmail: Method = {
  scopes: ['users:read.email'],
  run(ground, args) {
    needArgs(args, 'email');
    const email = str(args.email).toLowerCase();
    const person = [...ground.world.people.values()].find(
      (one) => one.email.toLowerCase() === email && !one.deactivated && !one.is_bot,
    );
    if (!person) refuse('users_not_found');
    return { user: personJson(ground, person) };
  },
};

const usergroups: Method = {
  scopes: ['usergroups:read'],
  run(ground, args) {
    return {
      usergroups: ground.world.usergroups.map((one) => ({
        id: one.id,
        team_id: ground.world.team.id,
        is_usergroup: true,
        name: one.name,
        handle: one.handle,
        description: '',
        date_delete: 0,
        user_count: one.users.length,
        ...(yes(args.include_users) && { users: one.users }),
      })),
    };
  },
};

const usergroupUsers: Method = {
  scopes: ['usergroups:read'],
  run(ground, args) {
    needArgs(args, 'usergroup');
    const group = ground.world.usergroups.find((one) => one.id === args.usergroup);
    if (!group) refuse('no_such_subteam');
    return { users: group.users };
  },
};

export const userMethods: Record<string, Method> = {
  'users.info': info,
  'users.list': list,
  'users.lookupByEmail': lookupByEmail,
  'usergroups.list': usergroups,
  'usergroups.users.list': usergroupUsers,
};
