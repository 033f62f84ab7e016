import { say, words } from '../../words/words'

export interface SecurityCard {
  title: string
  /** What to do, in the order of doing. Together they are read within a minute. */
  lines: readonly string[]
}

/** One for each month, January first. */
const cards = words<readonly SecurityCard[]>({
  zh: [
    {
      title: '验证码只给自己看',
      lines: [
        '银行、我们和任何客服都不会向您要短信验证码。',
        '读一读短信里写的是什么用途，和您正在做的不一致就不要输入。',
        '已经告诉了别人：马上冻结兑换，再联系银行。',
      ],
    },
    {
      title: '返现、退款、注销“会员”的电话',
      lines: [
        '自称客服，说要给您退款或注销会员，先挂断。',
        '不要共享屏幕，不要按对方说的下载应用。',
        '自己打开本小程序，在「帮助」里找联系方式。',
      ],
    },
    {
      title: '卡密就是现金',
      lines: [
        '谁看到卡密，谁就能用。不要截图发到群里。',
        '兑换后尽早使用，用过就在卡包里标记。',
        '有人说能“高价回收”卡密，多半是骗局。',
      ],
    },
    {
      title: '手机丢了怎么办',
      lines: [
        '用另一台手机登录微信，在「安全锁」里冻结兑换。',
        '在「登录设备」里退出丢失的那台。',
        '打电话给运营商停机，再告诉发卡银行。',
      ],
    },
    {
      title: '认准官方身份',
      lines: [
        '在「官方身份」里核对小程序名称与 AppID。',
        '不从陌生链接和二维码进入，自己在微信里搜索。',
        '跳转到银行前，微信会先问您：看清名称再同意。',
      ],
    },
    {
      title: '公共 Wi-Fi 与借来的手机',
      lines: [
        '不在借来的手机上登录；用过就在「登录设备」里退出。',
        '只信任自己的手机，别人的设备不要点“信任”。',
        '陌生 Wi-Fi 弹出要您填卡号的页面，直接关掉。',
      ],
    },
    {
      title: '夜里也锁好门',
      lines: [
        '打开夜间锁：0:00–6:00 兑换要多一步验证。',
        '给自己设一个每日上限，够用就好。',
        '收紧随时生效，放宽才需要验证。',
      ],
    },
    {
      title: '不外借，不代兑',
      lines: [
        '不把微信号、联名卡借给别人“刷积分”。',
        '不请陌生人代兑，也不替陌生人充值。',
        '帮人收验证码可能触犯法律。',
      ],
    },
    {
      title: '充值账号看两遍',
      lines: [
        '充值发出后无法撤回，号码错一位就到了别人那里。',
        '提交前核对最后四位。',
        '不替网上认识的人充话费、充游戏。',
      ],
    },
    {
      title: '指纹与面容',
      lines: [
        '它们只留在您的手机里，我们收不到。',
        '手机里不要录入别人的指纹：录了，他就能替您确认。',
        '换手机前，在「登录设备」里取消旧手机的信任。',
      ],
    },
    {
      title: '大促里的假优惠',
      lines: [
        '我们没有抽奖，也不用钱换权益。',
        '“转发得积分”“垫付返还”都不是我们。',
        '真的活动，在首页和权益页都看得到。',
      ],
    },
    {
      title: '年底做一次体检',
      lines: [
        '看看「登录设备」，不认识的都退出。',
        '看看「消息」，有没有不是您做的变更。',
        '手机号换了，先到银行更新预留号码。',
      ],
    },
  ],
  en: [
    {
      title: 'A one-time password is for your eyes',
      lines: [
        'Neither the bank nor we nor any support ask you for it.',
        'Read what the message says it is for. If that is not what you are doing, do not type it.',
        'Told somebody already? Freeze redemption now, then call the bank.',
      ],
    },
    {
      title: 'The call about a refund',
      lines: [
        'Somebody in our name wants to refund you or end a membership: hang up first.',
        'Share no screen and install no app for them.',
        'Open this mini-program yourself and look under Help.',
      ],
    },
    {
      title: 'A code is cash',
      lines: [
        'Whoever sees it can use it. Post no pictures of it.',
        'Use it soon, and mark it as used in the wallet.',
        'Who offers a high price for codes is most likely a fraud.',
      ],
    },
    {
      title: 'If your phone is lost',
      lines: [
        'Log in on another phone and freeze redemption under Security lock.',
        'Log out the lost one under Devices.',
        'Have the line stopped, then tell the bank.',
      ],
    },
    {
      title: 'Know that it is us',
      lines: [
        'Compare name and AppID under Who we are.',
        'Come by no strange link or code; search in WeChat yourself.',
        'Before it leads to the bank WeChat asks you: read the name first.',
      ],
    },
    {
      title: 'Open networks, borrowed phones',
      lines: [
        'Do not log in on a borrowed phone; if you did, log it out under Devices.',
        'Trust only a phone of your own.',
        'Close any page of a strange network that asks for your card.',
      ],
    },
    {
      title: 'Lock the door at night',
      lines: [
        'With the night lock, redeeming from 0:00 to 6:00 takes another proof.',
        'Set a daily limit that is enough for you.',
        'Tightening holds at once; only loosening asks who you are.',
      ],
    },
    {
      title: 'Lend nothing',
      lines: [
        'Do not lend your WeChat or your card to somebody who collects points.',
        'Have no stranger redeem for you, and top up for none.',
        'Taking one-time passwords for others can be a crime.',
      ],
    },
    {
      title: 'Look twice at the account',
      lines: [
        'A top-up cannot be called back; one wrong digit and it is somebody else’s.',
        'Compare the last four digits before you confirm.',
        'Top up nothing for people whom you know online only.',
      ],
    },
    {
      title: 'Finger and face',
      lines: [
        'They stay in your phone. We never get them.',
        'Put nobody else’s finger into it: they could confirm in your name.',
        'Before you change phones, take the trust from the old one under Devices.',
      ],
    },
    {
      title: 'Offers that are none',
      lines: [
        'We have no draws, and no benefit costs money.',
        'Points for forwarding, or money to be given back later: that is not us.',
        'What is real stands on the home page and among the benefits.',
      ],
    },
    {
      title: 'A check at the end of the year',
      lines: [
        'Look at Devices and log out those that you do not know.',
        'Look at your messages: is there a change that you did not make?',
        'A new phone number? Tell the bank first.',
      ],
    },
  ],
})

export const securityCards = () => say(cards)
