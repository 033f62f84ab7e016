export interface Consequence {
  code: string
  zh: string
  en: string
}

const goes = {
  earning: {
    code: 'earning',
    zh: '这张卡之后的消费不再累计积分和成长值。',
    en: 'Spending with this card no longer earns points or growth.',
  },
  defaultMoves: {
    code: 'default_moves',
    zh: '如果它是默认卡，最早绑定的另一张卡将成为默认卡。',
    en: 'If it is the default card, the card bound longest becomes the default one.',
  },
  redemption: {
    code: 'redemption',
    zh: '重新绑定联名卡之前，不能兑换权益。',
    en: 'You cannot redeem benefits until a co-branded card is bound again.',
  },
} satisfies Record<string, Consequence>

const stays = {
  points: {
    code: 'points',
    zh: '已有积分保留，到期规则不变。',
    en: 'Your points stay and expire as before.',
  },
  tier: { code: 'tier', zh: '等级和成长值保留。', en: 'Your tier and growth stay.' },
  codes: {
    code: 'codes',
    zh: '已兑换的卡密仍在卡包中，有效期不变。',
    en: 'Codes you have redeemed stay in your wallet until they expire.',
  },
  refunds: {
    code: 'refunds',
    zh: '这张卡此前消费的退款，仍会扣回相应积分；因此欠下的积分跟着卡走，由再次绑定它的账户补足。',
    en: 'Refunds of earlier spending with this card still take back its points. What they leave owing follows the card to the account that binds it again.',
  },
  rebinding: {
    code: 'rebinding',
    zh: '可以随时重新绑定这张卡。',
    en: 'You can bind this card again at any time.',
  },
} satisfies Record<string, Consequence>

/** What a cardholder reads before unbinding a card; the last card takes more with it. */
export function consequencesOfUnbinding({ lastCard }: { lastCard: boolean }): {
  goes: Consequence[]
  stays: Consequence[]
} {
  return {
    goes: lastCard ? [goes.earning, goes.redemption] : [goes.earning, goes.defaultMoves],
    stays: Object.values(stays),
  }
}
