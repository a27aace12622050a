import { describe, expect, it } from 'vitest';
import { type Action, type Affair, may } from '../../src/people/may.js';
import type { Person } from '../../src/people/person.js';

const department = (key: string, leadId: string | null = null) => ({
  id: `d-${key}`,
  workspaceId: 'w',
  key,
  name: null,
  channelId: null,
  leadId,
  workingHours: null,
  position: 0,
  digestAt: null,
  balanceTurn: 0,
});
const market = department('market');
const service = department('service', 'service-lead');
const management = department('management');

function person(id: string, data: Partial<Person> = {}): Person {
  return {
    id,
    workspaceId: 'w',
    slackUserId: `U-${id}`,
    name: id,
    departmentId: data.department?.id ?? null,
    role: 'member',
    admin: false,
    weight: 100,
    profileUpdatedAt: null,
    profileAskAt: null,
    awayFrom: null,
    awayUntil: null,
    substituteId: null,
    locale: '',
    timeZone: '',
    active: true,
    lastAssignedAt: null,
    welcomedAt: null,
    remindFrom: null,
    remindUntil: null,
    createdAt: new Date('2026-01-01T00:00:00Z'),
    department: null,
    ...data,
  };
}

const people = {
  stranger: person('stranger'),
  /** of market, and the owner of the record */
  owner: person('owner', { department: market }),
  /** leads the owner's department */
  ownersLead: person('owners-lead', { department: market, role: 'lead' }),
  /** of service, whose business the affair is */
  member: person('member', { department: service }),
  /** named, though their role says member */
  serviceLead: person('service-lead', { department: service }),
  manager: person('manager', { department: management }),
  admin: person('admin', { admin: true }),
  granted: person('granted', { department: market }),
  goneAdmin: person('gone-admin', { admin: true, department: service, role: 'lead', active: false }),
};
type Who = keyof typeof people;

const affair: Affair = {
  department: service,
  ownerIds: ['owner', null, undefined],
  ownerDepartments: [market],
  category: 'key-account',
  grantedTo: ['granted'],
};

const colleagues: Who[] = ['owner', 'ownersLead', 'member', 'serviceLead', 'manager', 'admin', 'granted'];

/** Who may do what in that affair: everybody else may not. */
const table: Record<Action, Who[]> = {
  'settings.change': ['admin'],
  'department.manage': ['serviceLead', 'admin'],
  'people.read': colleagues,
  'absence.record': ['owner', 'serviceLead', 'admin'],
  'complaint.register': ['stranger', ...colleagues],
  'complaint.judge': ['member', 'serviceLead', 'manager', 'admin'],
  'complaint.assign': ['serviceLead', 'manager', 'admin'],
  'complaint.handle': ['owner', 'serviceLead'],
  'complaint.approve': ['owner', 'serviceLead', 'manager', 'admin'],
  'complaint.confirm': ['owner', 'member', 'serviceLead', 'manager', 'admin'],
  'complaint.review': ['owner', 'serviceLead', 'manager', 'admin'],
  'complaint.withdraw': ['owner', 'member', 'serviceLead', 'manager', 'admin'],
  'complaint.severity': ['member', 'serviceLead', 'manager', 'admin'],
  'complaint.merge': ['member', 'serviceLead', 'manager', 'admin'],
  'complaint.reopen': ['member', 'serviceLead', 'manager', 'admin'],
  'complaint.read': colleagues,
  'complaint.read-contact': ['owner', 'member', 'serviceLead', 'manager', 'admin'],
  'customer.register': colleagues,
  'customer.read': colleagues,
  'customer.read-contact': ['owner', 'ownersLead', 'admin', 'granted'],
  'customer.change': ['owner', 'ownersLead', 'admin'],
  'customer.edit': ['owner', 'ownersLead', 'granted', 'admin'],
  'customer.lower-category': ['ownersLead', 'manager', 'admin'],
  'customer.move-stage': ['owner', 'ownersLead', 'admin'],
  'customer.move-stage-freely': ['ownersLead', 'manager', 'admin'],
  'callback.record': ['owner', 'ownersLead', 'granted', 'member', 'serviceLead', 'admin'],
  'customer.note': ['owner', 'ownersLead', 'granted', 'member', 'serviceLead', 'admin'],
  'vip.manage': ['serviceLead', 'admin'],
  'vip.invite': ['owner', 'ownersLead', 'granted', 'member', 'serviceLead', 'admin'],
  'vip.confirm': ['owner', 'serviceLead'],
  'handoff.offer': ['owner', 'member', 'serviceLead', 'admin'],
  'handoff.decide': ['member', 'serviceLead', 'admin'],
  'handoff.pass-on': ['owner', 'serviceLead', 'admin'],
  'handoff.check': ['owner', 'member', 'serviceLead', 'admin'],
  'handoff.assign': ['serviceLead', 'admin'],
  'handoff.decide-named': ['owner', 'serviceLead', 'admin'],
  'handoff.withdraw': ['owner', 'serviceLead', 'admin'],
  'briefing.schedule': ['serviceLead', 'admin'],
  'briefing.write': ['owner', 'member', 'serviceLead', 'admin'],
  'briefing.read': colleagues,
  'briefing.see-readers': ['owner', 'serviceLead', 'manager', 'admin'],
  'notice.relay': ['serviceLead', 'manager', 'admin'],
  'notice.read': colleagues,
  'notice.see-readers': ['owner', 'serviceLead', 'manager', 'admin'],
  'risk.raise': ['owner', 'manager', 'admin'],
  'risk.record': ['owner', 'ownersLead', 'manager', 'admin'],
  'duty.done': ['owner', 'serviceLead', 'admin'],
  'duty.snooze': ['owner', 'serviceLead', 'admin'],
  'duty.reassign': ['owner', 'serviceLead', 'manager', 'admin'],
};

describe.each(Object.entries(table))('%s', (action, allowed) => {
  it.each(Object.keys(people) as Who[])('%s', (who) => {
    expect(may(people[who], action as Action, affair)).toBe(allowed.includes(who));
  });
});

it('shows the contacts of an ordinary customer to every colleague, to no stranger', () => {
  const ordinary: Affair = { ownerIds: ['owner'], category: 'ordinary' };
  expect(may(people.granted, 'customer.read-contact', ordinary)).toBe(true);
  expect(may(people.stranger, 'customer.read-contact', ordinary)).toBe(false);
});

it('gives nobody but administrators a department that is not there, and no rights from a lead’s role elsewhere', () => {
  expect(may(people.ownersLead, 'department.manage', { department: service })).toBe(false);
  expect(may(people.ownersLead, 'department.manage', { department: null })).toBe(false);
  expect(may(person('x', { role: 'lead' }), 'department.manage', { department: null })).toBe(false);
  expect(may(people.admin, 'department.manage', { department: null })).toBe(true);
});

describe('what was posted', () => {
  const post = (part: Partial<Affair>) => ({ ownerIds: ['owner'], readers: [service.id], ...part });
  const readsIt = (part: Partial<Affair>) =>
    (Object.keys(people) as Who[]).filter((who) => may(people[who], 'notice.read', post(part)));

  it('is read by the departments that it was for, by who wrote it, management and administrators', () => {
    expect(readsIt({})).toEqual(['owner', 'member', 'serviceLead', 'manager', 'admin']);
  });

  it('is every colleague’s where it was for no department', () => {
    expect(readsIt({ readers: [] })).toEqual(colleagues);
  });

  it('is read by whoever sees it in its channel, but for the deactivated', () => {
    expect(readsIt({ there: true })).toEqual(Object.keys(people).filter((who) => who !== 'goneAdmin'));
  });
});

describe('one’s own absence', () => {
  it('is recorded by colleagues', () => {
    const own = (who: Who) => may(people[who], 'absence.record', { ownerIds: [people[who].id] });
    expect(own('member')).toBe(true);
    expect(own('stranger')).toBe(false);
  });
});
