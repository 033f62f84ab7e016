import { say, words } from '../../words/words'

const texts = words({
  zh: {
    title: '官方身份',
    who: '我们是谁',
    name: '小程序',
    bank: '发卡银行',
    appId: '小程序 AppID',
    copy: '复制',
    copied: '已复制',
    check: '在微信里点右上角「···」，再点小程序名称，可以核对名称与 AppID。两处不一致的，不是我们。',
    never: '我们从不索要',
    nevers: [
      '完整卡号、卡片有效期、卡背后三位',
      '交易密码、查询密码、网银密码',
      '身份证号、人脸视频',
      '把短信验证码念给任何人听',
      '转账、付款、押金，或付钱换权益',
      '下载其他应用、共享屏幕',
    ],
    neverText: '有人以我们的名义索要这些，就是诈骗。请不要照做，并联系银行。',
    jumps: '会跳转到哪里',
    jumpsText: '本小程序只会跳转到下列银行小程序。跳转前微信会先询问您。',
    signedBy: '名单的签名公钥（Ed25519）',
    signedText: '银行在自己的网站公布同一公钥，您可以自己再比对一次。',
    notShown: '名单没有通过核对，不显示。',
    verdicts: {
      ours: '本机已核对：名单由我们签名，没有被改动。',
      not_ours: '跳转名单没有通过本机核对，可能被人改动过。请先不要从这里进入任何银行服务，并打银行官方电话核实。',
      unknown: '这个版本没有内置公钥，本机无法核对名单。请与银行网站公布的公钥比对，两处一致，名单才是真的。',
    },
    noJumps: '目前没有会跳转的地方。',
    jumpsFailed: '暂时没有取到跳转列表。',
  },
  en: {
    title: 'Who we are',
    who: 'Who we are',
    name: 'Mini-program',
    bank: 'Bank',
    appId: 'AppID of the mini-program',
    copy: 'Copy',
    copied: 'Copied',
    check:
      'In WeChat tap ··· at the top right and then the name: name and AppID there must be the same as here. If they are not, it is not us.',
    never: 'We never ask for',
    nevers: [
      'the full card number, its expiry date or the three digits on the back',
      'passwords for payments, enquiries or online banking',
      'your identity number or a video of your face',
      'a one-time password to be read out to anybody',
      'a transfer, a payment, a deposit, or money for a benefit',
      'another app to be installed, or your screen to be shared',
    ],
    neverText: 'Whoever asks for any of this in our name is a fraud. Do not do it, and tell the bank.',
    jumps: 'Where it leads',
    jumpsText: "This mini-program opens the bank's mini-programs below and no others. WeChat asks you first.",
    signedBy: 'Public key of the list (Ed25519)',
    signedText: 'The bank shows the same key on its own site, where you can compare it yourself.',
    notShown: 'The list could not be verified and is not shown.',
    verdicts: {
      ours: 'Checked on this phone: the list is signed by us and unchanged.',
      not_ours:
        "This phone could not verify the list of where we lead. Somebody may have changed it. Do not open any of the bank's services from here, and call the bank on its official number.",
      unknown:
        'This version has no key of its own, so this phone cannot check the list. Compare the key with the one on the site of the bank: only where both agree is the list real.',
    },
    noJumps: 'It leads nowhere at the moment.',
    jumpsFailed: 'The list could not be read just now.',
  },
})

export const officialWords = () => say(texts)
