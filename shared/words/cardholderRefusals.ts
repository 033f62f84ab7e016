import type { CardholderRefusal } from '../contract/cardholderApi'

export interface Sentence {
  zh: string
  en: string
}

/**
 * What a cardholder reads when a request is refused: the cause, then the next step. Just the codes that a cardholder can be
 * answered: the type counts them, since every sentence weighs on a phone. Those of operators are in `refusals.ts`.
 */
export const cardholderRefusals: Record<CardholderRefusal, Sentence> = {
  input_invalid: {
    zh: '提交的内容有误，请检查后重试。',
    en: 'Something in the request is wrong. Please check it and try again.',
  },
  body_too_large: { zh: '提交的内容过大。', en: 'The request is too large.' },
  body_too_deep: { zh: '提交的内容层级过深。', en: 'The request is nested too deeply.' },
  route_unknown: { zh: '没有这个地址。', en: 'There is no such address.' },
  media_type_unsupported: { zh: '只接受 JSON 格式。', en: 'Only JSON is accepted.' },
  idempotency_key_missing: { zh: '请求缺少幂等键（Idempotency-Key）。', en: 'The request lacks an Idempotency-Key.' },
  idempotency_key_reused: {
    zh: '同一幂等键不能用于不同的请求。',
    en: 'This Idempotency-Key was used for another request.',
  },
  request_in_progress: {
    zh: '同一请求正在处理，请稍候查询结果。',
    en: 'The same request is still under way. Ask for its result shortly.',
  },
  too_many_requests: { zh: '操作太频繁，请稍后再试。', en: 'Too many requests. Please try again later.' },
  busy_try_later: {
    zh: '现在有点忙，请稍后再试，积分不会重复扣除。',
    en: 'We are busy right now. Please try again; points are never taken twice.',
  },
  outside_unsure: {
    zh: '对方系统暂时没有答复，请稍后再试。',
    en: 'The other system did not answer. Please try again later.',
  },
  internal_error: {
    zh: '系统出了点问题，我们已记录。请稍后再试。',
    en: 'Something went wrong on our side and was recorded. Please try again later.',
  },
  client_outdated: {
    zh: '小程序版本太旧，请更新后再使用。',
    en: 'This version of the mini-program is too old. Please update it and come back.',
  },
  session_missing: { zh: '请先登录。', en: 'Please log in first.' },
  session_ended: { zh: '登录已失效，请重新登录。', en: 'Your login has ended. Please log in again.' },
  phone_required: { zh: '请先验证手机号。', en: 'Please verify your phone number first.' },
  card_required: { zh: '请先绑定联名卡。', en: 'Please bind your co-branded card first.' },
  not_found: { zh: '没有找到。', en: 'Not found.' },
  wechat_code_invalid: {
    zh: '微信授权已过期，请重新授权。',
    en: "WeChat's authorisation has expired. Please authorise again.",
  },
  card_not_matched: {
    zh: '与银行登记的不一致，没有发送验证码。请核对姓名、卡号后四位和银行预留手机号；卡已冻结或不属于本联名计划时也会这样，可向银行查询。',
    en: 'This does not match what the bank holds, and no one-time password was sent. Please check the name, the last four digits and the phone number; a frozen card, or one outside the programme, is told the same way, and the bank can say more.',
  },
  card_unknown: {
    zh: '没有找到这张卡，请核对卡号后四位。',
    en: 'The bank does not know this card. Please check the last four digits.',
  },
  card_not_of_programme: {
    zh: '这张卡不属于本联名计划。请换一张联名卡，或先申请联名卡。',
    en: 'This card does not belong to the programme. Use a co-branded card, or apply for one.',
  },
  card_frozen: {
    zh: '这张卡已被银行冻结，请先联系银行。',
    en: 'The bank has frozen this card. Please contact the bank first.',
  },
  card_too_new: {
    zh: '这张卡绑定不满 24 小时，还不能用来验证。请稍后再试，或联系客服。',
    en: 'This card was bound less than 24 hours ago and cannot vouch for you yet. Try again later, or contact support.',
  },
  card_bound_elsewhere: {
    zh: '这张卡已绑定在另一个微信号上。请先在那里解绑，或联系客服。',
    en: 'This card is bound to another WeChat account. Unbind it there first, or contact support.',
  },
  card_already_bound: { zh: '您已绑定这张卡。', en: 'You have already bound this card.' },
  otp_too_many_messages: {
    zh: '验证码发送太频繁，请稍后再获取。',
    en: 'Too many one-time passwords were sent. Please wait before asking again.',
  },
  otp_wrong: { zh: '验证码不正确，请重新输入。', en: 'The one-time password is wrong. Please enter it again.' },
  otp_expired: { zh: '验证码已过期，请重新获取。', en: 'The one-time password has expired. Please ask for a new one.' },
  otp_attempts_exceeded: {
    zh: '验证码错误次数过多，请重新获取。',
    en: 'Too many wrong one-time passwords. Please ask for a new one.',
  },
  attempts_exceeded: { zh: '尝试次数过多，请稍后再试。', en: 'Too many attempts. Please try again later.' },
  full_card_number_refused: {
    zh: '请勿提交完整卡号，我们不接收也不保存。',
    en: 'Do not send a full card number: we neither take nor keep it.',
  },
  points_insufficient: { zh: '积分不足。', en: 'Not enough points.' },
  points_in_debt: {
    zh: '因退款您还欠积分，补足后即可兑换。',
    en: 'Refunds left you owing points. You can redeem again once they are made up.',
  },
  tier_too_low: { zh: '您的等级暂不能兑换这项权益。', en: 'Your tier cannot redeem this benefit yet.' },
  sold_out: { zh: '已兑完。', en: 'Sold out.' },
  limit_reached: { zh: '您已达到这项权益的兑换上限。', en: 'You have reached the limit for this benefit.' },
  limit_day_reached: {
    zh: '今天的兑换次数已用完，明天再来。',
    en: 'You have redeemed as many of these as one may today. Please come back tomorrow.',
  },
  limit_week_reached: {
    zh: '本周的兑换次数已用完，下周一再来。',
    en: 'You have redeemed as many of these as one may this week. Please come back on Monday.',
  },
  limit_month_reached: {
    zh: '本月的兑换次数已用完，下个月再来。',
    en: 'You have redeemed as many of these as one may this month. Please come back next month.',
  },
  limit_campaign_reached: {
    zh: '本次活动的兑换次数已用完，可以看看其他权益。',
    en: 'You have redeemed as much as one may in this campaign. Please look at other benefits.',
  },
  not_released_yet: {
    zh: '这一批已兑完，下一批放出后再来，您的积分没有变动。',
    en: 'This portion is gone. Please come back when the next one is released; your points are unchanged.',
  },
  product_not_eligible: {
    zh: '您绑定的卡暂不能兑换此权益，可以看看其他权益。',
    en: 'The cards you have bound cannot redeem this benefit. Please look at other benefits.',
  },
  account_required: { zh: '请填写充值账号。', en: 'Please enter the account to top up.' },
  account_invalid: {
    zh: '充值账号的格式不对，请核对后重试。',
    en: 'The account to top up is not in the right form. Please check it and try again.',
  },
  delivery_failed: {
    zh: '这笔兑换未成功，积分已退回。',
    en: 'This redemption did not succeed; the points are back.',
  },
  not_delivered_yet: {
    zh: '还在处理中，到账后即可查看。',
    en: 'It is still under way. You can see this once it is delivered.',
  },
  benefit_not_started: { zh: '兑换还没有开始。', en: 'Redemption has not started yet.' },
  benefit_ended: { zh: '兑换已结束。', en: 'Redemption has ended.' },
  price_changed: {
    zh: '所需积分已变动，请确认新的积分后再兑换。',
    en: 'The price in points has changed. Please confirm the new one.',
  },
  code_expired: { zh: '卡密已过有效期。', en: 'This code has expired.' },
  redemption_frozen: {
    zh: '您已冻结兑换，积分没有变动。可在「安全锁」里解除后再兑换。',
    en: 'You have frozen redemption; your points are unchanged. Lift it under Security lock, then redeem.',
  },
  step_up_required: {
    zh: '为保护您的积分，这一步需要短信验证码确认。',
    en: 'To keep your points safe, this step asks for a one-time password.',
  },
  review_over: {
    zh: '这笔兑换已处理完毕，请刷新查看结果。',
    en: 'This redemption has been decided on. Refresh to see the result.',
  },
  review_needs_person: {
    zh: '这笔兑换需要人工审核，我们会在承诺时间内完成，积分不会丢失。',
    en: 'A person has to look at this redemption, within the promised time. No points are lost.',
  },
  too_many_held: {
    zh: '您有几笔兑换还在安全核对中，积分没有变动。等它们有结果后再兑换。',
    en: 'Some of your redemptions are still being checked; your points are unchanged. Redeem again once they are decided.',
  },
  binding_restricted: {
    zh: '当前的网络或设备看起来不是您常用的，暂时不能在这里绑卡。请换回手机流量或常用的网络，过一小时再试，也可在银行网点或银行 App 办理。',
    en: 'This network or device looks unlike what you commonly use, so cards cannot be bound here now. Change to mobile data or a network that you know and try again in an hour, or go to a branch or the bank’s app.',
  },
  choice_restricted: {
    zh: '当前的网络或设备看起来不是您常用的，等级权益暂时不能在这里领取，本月的名额还在。请换回手机流量或常用的网络，或先在「登录设备」里信任本机，再选一次。',
    en: 'This network or device looks unlike what you commonly use, so benefits of your tier cannot be chosen here now; your choice is still yours. Change to mobile data or a network that you know, or trust this device under Devices first, then choose again.',
  },
  device_not_trusted: {
    zh: '您已设为只有信任的设备才能这样做。请在「登录设备」里用短信验证码信任本机，再试一次。',
    en: 'This is for devices that you trust only. Trust this one under Devices with a one-time password, then try again.',
  },
  biometric_refused: {
    zh: '指纹或面容没有通过验证，请改用短信验证码。',
    en: 'Fingerprint or face was not verified. Please use the one-time password instead.',
  },
  minor_not_offered: {
    zh: '未成年持卡人不提供个性化推荐，权益按所有人的顺序显示。',
    en: 'Nothing is recommended to cardholders who are under age: benefits stand in the order of everybody.',
  },
  entitlement_not_offered: {
    zh: '您现在的等级不能选这项权益，请在等级权益里另选一项。',
    en: 'Your tier does not offer this benefit now. Please choose another one.',
  },
  entitlement_chosen_already: {
    zh: '这项权益本月已经选过，卡密在卡包里。',
    en: 'You have chosen this benefit this month. Its code is in your wallet.',
  },
  entitlement_used_up: {
    zh: '本月可选的权益已经选完，下月 1 日可以再选。',
    en: 'You have made all of your choices of this month. You can choose again on the first of the next.',
  },
  entitlement_month_over: {
    zh: '月份已经更替，请看过本月的权益后再选。',
    en: 'A new month has begun. Please look at what it offers and choose again.',
  },
  consent_required: {
    zh: '请先阅读并同意当前的隐私政策，再继续。',
    en: 'Please read and agree to the present privacy policy first.',
  },
  deletion_redemption_open: {
    zh: '还有兑换正在处理，积分被暂扣。等它有结果后再注销。',
    en: 'A redemption is still under way and holds points. Please delete the account once it has ended.',
  },
  deletion_word_wrong: {
    zh: '输入的文字不对，请按提示原样输入。',
    en: 'That is not the word. Please type it just as shown.',
  },
  upgrade_not_offered: {
    zh: '目前不能用积分升级到这个等级。',
    en: 'This tier cannot be reached with points at the moment.',
  },
}
