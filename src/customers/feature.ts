import type { Feature } from '../feature.js';
import { may } from '../people/may.js';
import { readNamesAgain, readPhonesAgain, sealWhatIsKnown } from './data-steps.js';
import { firstContactDuty } from './duties.js';
import { forgetCustomers } from './forget-customers.js';
import { handOverCustomers } from './hand-over.js';
import {
  findCustomer,
  listDormant,
  newCustomer,
  registerCustomerListeners,
  showCustomer,
} from './listeners.js';
import { editFromCommand } from './listeners-edit.js';
import { redrawRecord } from './present.js';
import { recordView } from './views/record.js';

export const customersFeature: Feature = {
  name: 'customers',
  commands: [
    {
      name: '/customer',
      description: 'Register and look up customers · 登记和查找客户',
      usageHint: 'new | find [name] | show [name] | edit [name] | dormant',
      about: (t) => t.customers.about,
      usage: (t) => t.customers.usage,
      subcommands: [
        { words: ['new', 'add', '登记', '新建'], run: newCustomer },
        { words: ['find', 'search', '查找', '搜索'], run: findCustomer },
        { words: ['show', '查看'], run: showCustomer },
        { words: ['edit', 'change', '编辑', '修改'], run: editFromCommand },
        { words: ['dormant', 'churn', '沉睡', '流失'], bare: true, run: listDormant },
      ],
    },
  ],
  scopes: [{ scope: 'commands', because: '/customer registers and looks up customers' }],
  dataSteps: [readPhonesAgain, sealWhatIsKnown, readNamesAgain],
  duties: [firstContactDuty],
  listeners: registerCustomerListeners,
  handOver: handOverCustomers,
  homeActions: [
    {
      actionId: 'customer.new-from-home',
      label: (t) => t.customers.register.title,
      offeredTo: (viewer) => may(viewer, 'customer.register'),
    },
    {
      actionId: 'customer.find-from-home',
      label: (t) => t.customers.find.title,
      offeredTo: (viewer) => may(viewer, 'customer.read'),
    },
  ],
  records: { [recordView]: redrawRecord },
  forgetTrial: forgetCustomers,
};
