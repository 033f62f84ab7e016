import { say, words } from '../../words/words'

export interface Question {
  id: string
  asked: string
  answer: string
}

/** In the order in which people run into them. */
const texts = words<readonly Question[]>({
  zh: [
    {
      id: 'bind',
      asked: '怎么绑定联名卡？',
      answer:
        '在「我的 › 我的联名卡」里填写姓名和卡号后四位，银行把验证码发到预留手机号，输入即可。不需要完整卡号和密码。',
    },
    {
      id: 'bind-failed',
      asked: '绑卡时提示与银行预留的不一致？',
      answer:
        '姓名、卡号后四位和手机号要与银行登记的完全一致；已冻结的卡、不属于本联名计划的卡也是同样的提示。手机号换过的，先在银行小程序里更新；用另一个号码开的卡，请在绑卡页选「改用其他手机号」。',
    },
    {
      id: 'otp',
      asked: '收不到短信验证码？',
      answer:
        '请确认手机号是银行预留的那个，并查看拦截的短信。用其他手机号绑卡时，姓名、卡号后四位、手机号都与银行一致才会收到短信，有一项不对页面也不会说明，请返回核对。一小时内最多发 5 次、一天 10 次，超过后请稍后再试。',
    },
    {
      id: 'elsewhere',
      asked: '提示这张卡已绑定到其他账户？',
      answer: '一张卡同时只能绑定一个账户。请在原来的微信里解绑，再到这里绑定。',
    },
    {
      id: 'points-late',
      asked: '刷了卡，为什么还没有积分？',
      answer:
        '银行入账后才会记积分，一般要 1 到 2 天。记入后先是「入账中」，过几天才可用；具体天数在「关于与规则」里。',
    },
    {
      id: 'points-less',
      asked: '这笔消费的积分为什么比想的少？',
      answer: '在积分明细里点开这一笔，可以看到用了哪条规则、怎么算、有没有封顶。有些商户类别不计积分。',
    },
    {
      id: 'refund',
      asked: '退款后积分会怎样？',
      answer: '按退款比例收回这笔消费的积分。已经用掉的，从后面的积分里补足；补足之前不能兑换。',
    },
    {
      id: 'expiry',
      asked: '积分什么时候到期？',
      answer: '首页会提示最近到期的积分，「积分明细 › 积分有效期」里列出每一批。兑换时先用最早到期的。',
    },
    {
      id: 'tier',
      asked: '等级怎么升，会不会降？',
      answer:
        '最近 12 个月的成长值达到门槛即升级。到期时没有保住，最多降一级，之前 30 天和 7 天会提醒。用积分兑换不会降低等级。',
    },
    {
      id: 'code',
      asked: '卡密在哪里看，怎么用？',
      answer: '在卡包里点开这张券，再点「查看卡密」。使用步骤和有效期都在同一页。请不要把卡密发给别人。',
    },
    {
      id: 'topup',
      asked: '充值显示「处理中」，积分扣了吗？',
      answer: '积分只是预留，没有扣。充值成功才扣减，失败会原路退回。页面上写着最晚什么时候有结果。请不要重复兑换。',
    },
    {
      id: 'no-answer',
      asked: '兑换时没有等到结果怎么办？',
      answer: '回到卡包或这项权益的页面，会自动查询上一次的结果。同一笔申请不会扣两次积分。',
    },
    {
      id: 'sold-out',
      asked: '权益兑完了还会有吗？',
      answer: '会再放出的，页面上写着下一次的时间和数量。没有写的，以后不一定再有。',
    },
    {
      id: 'return',
      asked: '兑换后可以退吗？',
      answer: '已经拿到的卡密和已到账的充值不能退。没有到账的，积分会自动退回。',
    },
    {
      id: 'lost-phone',
      asked: '手机丢了怎么办？',
      answer:
        '在另一台设备登录后，到「我的 › 登录设备」里退出那一台，也可以在「安全锁」里冻结兑换。银行卡请同时联系银行。',
    },
    {
      id: 'messages',
      asked: '怎么少收或不收消息？',
      answer: '在「我的 › 消息设置」里，每一类都可以选逐条、每日汇总或不收，还可以设置免打扰时段。',
    },
    {
      id: 'privacy',
      asked: '你们保存了我的哪些信息？怎么注销？',
      answer: '在「我的 › 隐私」里可以看到并导出全部数据、撤回同意、注销账户。完整卡号、密码和余额从不进入本系统。',
    },
    {
      id: 'fraud',
      asked: '有人打电话让我转账换积分？',
      answer: '是诈骗。我们从不索要验证码、密码或转账，权益只用积分兑换。请挂断，并在银行小程序里联系银行。',
    },
  ],
  en: [
    {
      id: 'bind',
      asked: 'How do I bind my card?',
      answer:
        'Under Me › My cards enter your name and the last four digits. The bank sends a one-time password to the phone it knows; type it in. Neither the full number nor a password is needed.',
    },
    {
      id: 'bind-failed',
      asked: 'It says that something differs from what the bank has?',
      answer:
        'Name, last four digits and phone number must be just as the bank has them; a frozen card, or one outside the programme, is told the same way. If your number has changed, tell the bank in its mini-program first; for a card under another number choose "Use another number" when binding.',
    },
    {
      id: 'otp',
      asked: 'No text message arrives?',
      answer:
        'Check that the number is the one the bank knows, and look among blocked messages. With another number, one is sent only when the name, the last four digits and the number are all as the bank has them, and the page does not say when they are not: go back and check. Five are sent an hour and ten a day at most; after that, wait a while.',
    },
    {
      id: 'elsewhere',
      asked: 'It says that the card is bound to another account?',
      answer: 'A card is bound to one account at a time. Unbind it in the other WeChat first, then bind it here.',
    },
    {
      id: 'points-late',
      asked: 'I paid by card. Where are the points?',
      answer:
        'Points are counted when the bank has posted the payment, after a day or two as a rule. They are pending at first and can be used some days later; "About and rules" says how many.',
    },
    {
      id: 'points-less',
      asked: 'Why did this purchase earn less than I thought?',
      answer:
        'Tap it in the statement: it says which rule applied, how it was worked out, and whether a cap was reached. Some kinds of merchants earn nothing.',
    },
    {
      id: 'refund',
      asked: 'What happens to points after a refund?',
      answer:
        'They are taken back in proportion. What you have used already is made up from later points; until then you cannot redeem.',
    },
    {
      id: 'expiry',
      asked: 'When do points expire?',
      answer:
        'Home tells what expires next, and the statement lists every lot. What expires first is used first when you redeem.',
    },
    {
      id: 'tier',
      asked: 'How does my tier rise, and can it fall?',
      answer:
        'It rises as soon as the growth of the last 12 months suffices. If it does not at the end of the term, it falls by one step at most, after notices 30 and 7 days before. Redeeming never lowers it.',
    },
    {
      id: 'code',
      asked: 'Where is my code and how do I use it?',
      answer:
        'Open it in the wallet and tap to see the code. Steps and validity are on the same page. Do not send the code to anybody.',
    },
    {
      id: 'topup',
      asked: 'A top-up is under way. Are my points gone?',
      answer:
        'They are set aside, not taken. They are taken when it succeeds and come back when it fails. The page says by when it is known. Please do not redeem it again.',
    },
    {
      id: 'no-answer',
      asked: 'Redeeming gave no answer. What now?',
      answer:
        'Go back to the wallet or to the benefit: it asks what became of it by itself. The same request never takes points twice.',
    },
    {
      id: 'sold-out',
      asked: 'It is sold out. Will there be more?',
      answer: 'Where more is planned, the page says when and how many. Where it says nothing, there may be no more.',
    },
    {
      id: 'return',
      asked: 'Can I return what I redeemed?',
      answer: 'Not a code that you have or a top-up that arrived. What did not arrive gives the points back by itself.',
    },
    {
      id: 'lost-phone',
      asked: 'I lost my phone. What do I do?',
      answer:
        'Log in on another one and end that login under Me › Devices; under Security lock you can freeze redeeming. For the bank card, call the bank as well.',
    },
    {
      id: 'messages',
      asked: 'How do I get fewer messages, or none?',
      answer: 'Under Me › Message settings choose for each kind: each, a daily digest or none, and set quiet hours.',
    },
    {
      id: 'privacy',
      asked: 'What do you keep about me, and how do I delete it?',
      answer:
        'Under Me › Privacy you can see all of it and take a copy, withdraw your consent, or delete the account. Full card numbers, passwords and balances never reach us.',
    },
    {
      id: 'fraud',
      asked: 'Somebody called and wants money for points?',
      answer:
        'That is a fraud. We never ask for one-time passwords, passwords or transfers; benefits cost points only. Hang up, and tell the bank in its mini-program.',
    },
  ],
})

export const questions = (): readonly Question[] => say(texts)
