/** What the people of the demo company write, in English. Its customers and colleagues have names in both scripts. */
export const en = {
  notes: {
    zhangWei: 'Likes to read the briefing before the market opens.',
    zhaoLei: 'Call on Thursday mornings.',
    linQing: 'Takes calls in the afternoon only.',
    emilyCarter: 'Prefers e-mail before noon.',
    michaelTan: 'Call on Thursdays at 10.',
  },
  complaints: {
    tradingHours: {
      content: 'Asks why the night session opened at another time than last week.',
      grounds: 'Identity and account checked; it is an inquiry.',
      answer: 'Explained that winter time applies since this month, and sent the timetable.',
    },
    commission: {
      content: 'The commission for one trade was charged twice.',
      demand: 'The second charge back.',
      grounds: 'The statement shows both charges.',
      facts: 'A correction was booked by hand and then again by the nightly run. One trade, one customer.',
      wish: 'Her money back this week; no voucher.',
      refund: 'Pay back the second charge',
      voucher: 'Two months without commission',
      why: 'It is what she asked for, and it is ours to repay.',
      done: 'Paid back to her account; the confirmation was sent to her.',
      feedback: 'Quicker than she expected.',
      evaluation: 'Solved in a day and a half. The first answer could have named the day.',
      prevention: 'Corrections made by hand are marked, and the nightly run leaves them out.',
    },
    reward: {
      content: 'Was told at the event that opening an account earns a reward; it was never paid.',
      demand: 'The reward that was promised.',
      grounds: 'The invitation names the reward without the condition.',
      facts:
        'The reward needs five lots in a month. The condition is on the website but not in the invitation.',
      wish: 'At least half of it, and an apology.',
      full: 'Pay the reward in full',
      half: 'Pay half, and the rest after five lots',
    },
    spread: {
      content: 'Says the spread during the US jobs report was wider than usual and asks for compensation.',
      demand: 'A refund of the spread on two trades.',
      grounds: 'The quotes match the exchange’s; the risk notice he signed covers news hours.',
      explanation: 'Went through both trades with him and sent the quotes and the clause.',
      reaction: 'Accepted it and asked for a reminder before such days.',
    },
    software: {
      content:
        'The analysis software lost its connection two mornings in a row. He missed the price at which he wanted to close, and is very unhappy.',
      demand: 'Find out why, and say how it is kept from happening again.',
      grounds: 'The log shows both disconnections.',
    },
    statement: {
      content: 'She was promised a call back about her statement twice, and nobody called.',
      demand: 'A call from somebody who can explain the statement.',
      grounds: 'The two promised calls are not in the record.',
    },
    reception: {
      content: 'Came to sign and waited forty minutes; nobody was at the reception.',
    },
  },
  handoffs: {
    papers: {
      purpose: 'Account opened: file the papers and follow up until funded',
      checklist: [
        'Demo and real account received',
        'Trading software installed',
        'Analysis software installed',
        'Phone confirmed',
        'Contact channel left',
      ],
    },
    callPromised: 'A call on Friday morning.',
    fundingExplained: 'A call this afternoon that explains how to fund the account.',
    guidance: {
      purpose: 'Wants to learn pending orders and stop losses: please guide.',
      checklist: ['Trading habits known', 'Software shown'],
      returned: 'What she trades and how many lots is missing: please add it and offer her again.',
    },
  },
  briefings: {
    morning: {
      name: 'Morning briefing',
      author: 'mia' as 'mia' | 'henry',
      fields: [
        ['Gold and silver yesterday', 'Spot gold closed at $4,052, up 0.4 %; silver at $51.3, up 0.9 %.'],
        ['Direction today', 'Sideways to firm. Small long positions while pullbacks hold the support.'],
        [
          'Key levels',
          'Gold: support 4,030 / 4,012, resistance 4,075 / 4,090. Silver: support 50.6, resistance 52.0.',
        ],
        ['News', 'US jobless claims tonight at 21:30; expect swings.'],
        ['Advice', 'Small positions with a stop; no chasing within half an hour of the figures.'],
      ],
    },
    advice: { name: 'Trading advice', field: 'Advice' },
    column: { name: 'Analyst’s column', field: 'Text' },
  },
};
