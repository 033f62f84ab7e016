import type { PrivacyText } from '../../../shared/contract/privacy'
import { privacyPurposes } from './privacyPurposes'

/**
 * The text that is in force. Whoever changes a word gives it a new version and day: everybody is then asked again at their next
 * login, and before a phone number or a card is taken in. What it says is held true by the tests of the features it speaks of.
 */
export const privacyTextInForce: PrivacyText = {
  version: '2026-11-c',
  since: '2026-11-23',
  summary: {
    zh: '我们只收集提供积分与权益所必需的信息：微信身份标识；绑卡时的手机号、银行返回的卡片代号与后四位；联名卡的消费记录。完整卡号、密码、余额和身份证号从不进入本系统。您可以随时导出数据、撤回同意或注销账户。',
    en: 'We collect only what points and benefits need: your WeChat identifier; when you bind a card, your phone number, the token the bank gives for the card and its last four digits; and the spending of that card. Full card numbers, passwords, balances and identity numbers never reach us. You can take a copy of your data, withdraw your consent or delete your account at any time.',
  },
  purposes: privacyPurposes,
  sections: [
    {
      title: { zh: '收集什么，用来做什么', en: 'What we collect, and what for' },
      text: {
        zh: '登录：微信提供的身份标识（openid）和设备名称，用来认出您，并列出您的登录设备。\n绑卡：手机号，用来与银行预留的号码核对；姓名只转交银行核对，不保存；卡片代号、后四位和产品，用来对上您的消费。\n消费记录：银行发来的金额、商户、类别和时间，用来计算积分、成长值和等级，并逐笔说明。\n兑换：兑换的权益；直充时填写的账号，用来完成充值。\n安全：查看卡密时的时间与网络地址，用来核查冒用；登录、绑卡和兑换时网络地址所在的地区、设备是否受信任和尝试的频率，用来判断是否要多一步验证，或由人工核对。这类判断您都可以要求人工复核。\n指纹与面容：只在您的手机里由微信和系统比对。我们只收到「这台手机确认过」的签名，收不到、也不保存指纹或面容本身。',
        en: 'Logging in: the identifier that WeChat gives for you (openid) and the name of the device, to know you again and to list your devices.\nBinding a card: your phone number, to compare it with the one the bank holds; your name is passed on to the bank and not kept; the token, last four digits and product of the card, to find your spending.\nSpending: amount, merchant, category and time as the bank sends them, to work out points, growth and tier, and to explain each of them.\nRedeeming: what you redeem, and the account that you want topped up.\nSecurity: when and from which network address a code was looked at, to look into misuse; for logging in, binding and redeeming, the region of the network address, whether the device is trusted, and how often it is tried, to decide whether another proof is asked for or a person looks at it. You can ask for a person to look at any such decision.\nFingerprint and face: compared in your phone by WeChat and the system alone. We receive the signature that this phone has confirmed it, and never the fingerprint or the face.',
      },
    },
    {
      title: { zh: '怎么保存', en: 'How it is kept' },
      text: {
        zh: '手机号、微信标识、充值账号和卡密都加密保存，页面上只显示遮住的样式，例如 138****5678。积分账目按规则只增不改，保存期限由联名计划公布。其余各项到期自动删除，见「数据与用途」。退款欠下的积分跟着银行给的卡片代号走：注销或解绑后，再次绑定这张卡的账户要补足。',
        en: "Phone number, WeChat identifier, accounts and codes are kept encrypted, and shown masked only, as 138****5678. The books of points are only ever added to; the programme announces how long they are kept. All else is deleted by itself when its time is over; see Data by purpose. Points that a refund left owing follow the bank's token of the card: after deletion or unbinding, the account that binds it again makes them up.",
      },
    },
    {
      title: { zh: '给谁', en: 'Who receives it' },
      text: {
        zh: '发卡银行：姓名、手机号和卡号后四位，用于核对。权益供应商：直充账号与订单号，用于充值。微信：您订阅的消息内容。除此之外不向他人提供，不出售，不用于广告。',
        en: 'The bank: name, phone number and last four digits, to check the card. Suppliers of benefits: the account to top up and the order number. WeChat: the messages you subscribed to. Nobody else; nothing is sold, and nothing is used for advertising.',
      },
    },
    {
      title: { zh: '您的权利', en: 'What you can do' },
      text: {
        zh: '在「我的 › 隐私」里可以：查看并导出您的数据；撤回同意，此后所有设备退出登录，再次登录时重新询问；注销账户，身份信息立即抹除，剩余积分作废，账目只留下无法指认您的代号；防止冒用的判断记录同样只留代号，到期删除。',
        en: 'Under Me › Privacy you can: see your data and take a copy; withdraw your consent, which logs out every device, and you are asked again at the next login; delete your account, which erases who you are at once and lets your points expire, while the books keep a pseudonym that no longer leads to you; so do the records against misuse, until their time is over.',
      },
    },
    {
      title: { zh: '未成年人', en: 'Cardholders under age' },
      text: {
        zh: '未满十八岁的持卡人，须由监护人在发卡银行同意办卡并加入本计划；银行核对卡片时告知我们持卡人是否未成年。我们不向未成年人做个性化推荐，不发送营销消息，也不把他们的信息用于任何招揽。监护人可以通过银行或客服查看、更正、删除其信息。',
        en: 'For a cardholder under eighteen a guardian agrees to the card and to this programme at the bank, and the bank tells us when it checks the card. To them nothing is recommended, no marketing message is sent, and their data is used to solicit nobody. A guardian can see, correct or delete it through the bank or support.',
      },
    },
    {
      title: { zh: '不同意也可以', en: 'Without your consent' },
      text: {
        zh: '不同意时不登录，我们不收集任何信息，您仍可浏览权益目录、等级与积分规则。',
        en: 'Without it you are not logged in and we collect nothing. You can still look at the catalogue, the tiers and the rules.',
      },
    },
  ],
}
