import type { RefusalCode } from '../contract/refusals'

export interface Sentence {
  zh: string
  en: string
}

/** What a person reads when a request is refused: the cause, then the next step. */
export const refusalWords: Record<RefusalCode, Sentence> = {
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
  signature_invalid: { zh: '签名校验失败。', en: 'The signature is not valid.' },
  wechat_code_invalid: {
    zh: '微信授权已过期，请重新授权。',
    en: "WeChat's authorisation has expired. Please authorise again.",
  },
  phone_differs: {
    zh: '手机号与银行预留的不一致。请改用银行预留手机号，或先到银行更新预留手机号。',
    en: 'This is not the phone number the bank holds. Use that number, or update it with the bank first.',
  },
  name_differs: {
    zh: '姓名与银行登记的不一致，请核对后重试。',
    en: 'The name differs from the one the bank holds. Please check it and try again.',
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
  sign_in_wrong: {
    zh: '账号、密码或动态码不对，请核对后重试。',
    en: 'Account, password or one-time code is wrong. Please check them and try again.',
  },
  sign_in_locked: {
    zh: '连续失败次数过多，账号暂时锁定，请稍后再试。',
    en: 'Too many failures in a row: this account is locked for a while. Please try again later.',
  },
  enrolment_invalid: {
    zh: '账号或启用码不对，或启用码已过期，请向管理员要新的。',
    en: 'Account or enrolment code is wrong, or the code has expired. Please ask an administrator for another.',
  },
  one_time_code_wrong: {
    zh: '动态码不对，请核对手机时间后输入当前的六位数字。',
    en: 'The one-time code is wrong. Please check the clock of your phone and enter the six digits it shows now.',
  },
  password_weak: {
    zh: '密码太容易猜：至少 12 个字符，不含账号名，不用单一重复或连续的字符。',
    en: 'This password is easy to guess: use at least 12 characters, without your account name, repetition or sequences.',
  },
  desk_locked: {
    zh: '离开时间较长，已锁定，请输入密码继续。',
    en: 'Locked after a pause. Please enter your password to go on.',
  },
  csrf_refused: {
    zh: '请求不是从控制台页面发出的，请刷新页面后重试。',
    en: 'This request did not come from the console. Please reload the page and try again.',
  },
  own_account: {
    zh: '不能改动自己的账号，请由另一位管理员操作。',
    en: 'You cannot change your own account. Please let another administrator do it.',
  },
  name_taken: {
    zh: '名称或登录账号已有人用，请另取一个。',
    en: 'This name or login is taken. Please choose another.',
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
  role_required: {
    zh: '您的角色不能做这件事，请联系管理员。',
    en: 'Your role does not allow this. Please ask an administrator.',
  },
  same_operator: {
    zh: '制单与复核必须是两个人，请由另一位复核。',
    en: 'Maker and checker must be two people. Please let somebody else check this.',
  },
  request_decided: {
    zh: '这张单已经处理过，请刷新查看结果。',
    en: 'This request has been decided already. Please reload it.',
  },
  request_of_another: {
    zh: '这张单是别人制的，只有制单人可以撤回。',
    en: 'Somebody else made this request, and only its maker can withdraw it.',
  },
  maker_not_entitled: {
    zh: '制单人已停用或不再有制单权限，请由他人重新制单。',
    en: 'The maker has been disabled or may no longer make requests. Please let somebody else make it anew.',
  },
  debt_exceeded: {
    zh: '核销的积分多于持卡人所欠的积分。',
    en: 'This writes off more points than the cardholder owes.',
  },
  expiry_out_of_range: {
    zh: '新的到期日须晚于原来的，不早于今天，且在十年之内。',
    en: 'The new last day must be later than the old one, not before today, and within ten years.',
  },
  lot_not_live: {
    zh: '没有可延期的积分批次：已到期或已用完。',
    en: 'There is no lot to extend: it has expired or is used up.',
  },
  points_not_expired: {
    zh: '这一批次没有这么多已到期的积分。',
    en: 'This lot does not have that many expired points.',
  },
  reinstatement_window_over: {
    zh: '已超过到期后可恢复的期限。',
    en: 'The time in which expired points can be reinstated is over.',
  },
  refund_not_open: {
    zh: '这笔退款已有对应的消费，或已处理过。',
    en: 'This refund has its spend already, or was dealt with before.',
  },
  upgrade_not_offered: {
    zh: '目前不能用积分升级到这个等级。',
    en: 'This tier cannot be reached with points at the moment.',
  },
  import_not_checked: {
    zh: '这个文件还没有检查完，请稍候。',
    en: 'This file has not been checked yet. Please wait a moment.',
  },
  import_wrong: {
    zh: '文件里还有问题，没有导入任何内容。请下载带错误原因的文件，改好后重新上传；或只导入没有问题的行。',
    en: 'The file still has problems and nothing was imported. Correct it and upload it again, or import its good rows alone.',
  },
  import_submitted: {
    zh: '这个文件已经提交过了。',
    en: 'This file has been submitted already.',
  },
  import_same_as_live: {
    zh: '文件内容与线上目录相同，无需提交。',
    en: 'The file says what is live already; there is nothing to submit.',
  },
  codes_not_staged: {
    zh: '这批卡密没有通过检查，或已经入库，不能再装入。',
    en: 'These codes did not pass their check or are in the pool already, and cannot be loaded.',
  },
  codes_known: {
    zh: '其中有卡密已在库中，整批都没有装入。请重新上传这个文件查看是哪些行。',
    en: 'Some of these codes are in the pool already, and none was loaded. Upload the file again to see which rows.',
  },
  version_not_draft: {
    zh: '这个版本不是草稿，不能修改或送审，请刷新查看。',
    en: 'This version is no draft, and can neither be changed nor submitted. Please reload it.',
  },
  version_not_submitted: {
    zh: '这个版本没有在复核，也没有在等待发布。',
    en: 'This version is neither in review nor waiting to go live.',
  },
  version_changed: {
    zh: '送审之后内容变了，不能发布，请重新送审。',
    en: 'The content changed after it was submitted. It cannot go live; please submit it again.',
  },
  version_outdated: {
    zh: '起草之后线上目录已有变化，请先并入再送审。',
    en: 'What is live changed since this draft was begun. Please take that over first, and submit it again.',
  },
  version_incomplete: {
    zh: '草稿中还有问题，请先改正。',
    en: 'Something in this draft is not right yet. Please correct it first.',
  },
  version_unchanged: {
    zh: '草稿与线上目录没有差别。',
    en: 'This draft does not differ from what is live.',
  },
  publish_time_invalid: {
    zh: '发布时间应晚于现在，且在一年之内。',
    en: 'The time to go live must lie in the future, and within a year.',
  },
  benefit_down_already: {
    zh: '这项权益已经紧急下架。',
    en: 'This benefit has been taken down already.',
  },
  benefit_not_down: {
    zh: '这项权益没有被紧急下架。',
    en: 'This benefit is not taken down.',
  },
  review_required: {
    zh: '紧急下架必须由另一人复核，不能撤回。',
    en: 'Taking a benefit down has to be reviewed by somebody else, and cannot be withdrawn.',
  },
  rule_too_soon: {
    zh: '生效日期最早为后天（午夜前十分钟起为大后天），因为明天的消费可能已经记账。请改晚生效日期。',
    en: 'It begins the day after tomorrow at the earliest (from ten minutes before midnight, a day later still), since spending of tomorrow may be posted already. Choose a later day.',
  },
  rule_day_taken: {
    zh: '已有一版从这一天起生效，请换一个生效日期。',
    en: 'A version begins on that day already. Choose another day.',
  },
  rule_name_taken: {
    zh: '已有同名的版本，请换一个版本名称。',
    en: 'There is a version of that name already. Choose another name.',
  },
  order_not_open: {
    zh: '该订单已有结果，或仍在自动查询中，暂不能人工处理。',
    en: 'This order has its outcome, or is still being asked about. It cannot be settled by hand now.',
  },
  reveal_over: {
    zh: '卡密只能在复核通过后十分钟内由申请人查看一次；现已看过、过时或未通过，请重新申请。',
    en: 'The code is shown once, to who asked, within ten minutes of the approval. That is over, or it was not approved: ask again.',
  },
  purchase_not_open: {
    zh: '这笔消费不属于该持卡人，或已全部退回。',
    en: 'This spend is not of the cardholder, or was taken back as a whole already.',
  },
}
