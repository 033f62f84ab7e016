import type { RefusalCode } from '../contract/refusals'
import { cardholderRefusals, type Sentence } from './cardholderRefusals'

export type { Sentence }

/** What a person reads when a request is refused: the cause, then the next step. */
export const refusalWords: Record<RefusalCode, Sentence> = {
  signature_invalid: { zh: '签名校验失败。', en: 'The signature is not valid.' },
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
    zh: '密码太容易猜：至少 12 个字符，不含账号名，不用常见或泄露过的密码拼成，也不用单一重复或连续的字符。',
    en: 'This password is easy to guess: use at least 12 characters, without your account name, repetition or sequences, and not made of common or stolen passwords.',
  },
  desk_locked: {
    zh: '离开时间较长，已锁定，请输入密码继续。',
    en: 'Locked after a pause. Please enter your password to go on.',
  },
  csrf_refused: {
    zh: '请求不是从控制台页面发出的，请刷新页面后重试。',
    en: 'This request did not come from the console. Please reload the page and try again.',
  },
  metrics_token_wrong: {
    zh: '读取指标需要令牌：请在 Authorization 请求头中以 Bearer 方式带上 METRICS_TOKEN。',
    en: 'The figures ask for a token: send METRICS_TOKEN as Bearer in the Authorization header.',
  },
  own_account: {
    zh: '不能改动自己的账号，请由另一位管理员操作。',
    en: 'You cannot change your own account. Please let another administrator do it.',
  },
  name_taken: {
    zh: '名称或登录账号已有人用，请另取一个。',
    en: 'This name or login is taken. Please choose another.',
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
  second_person_required: {
    zh: '这类账号与角色须由两个人决定：请提交审批，由另一位管理员或复核员通过。',
    en: 'Accounts and roles like this take two people. Please ask for approval by another administrator or a checker.',
  },
  approver_not_independent: {
    zh: '您的账号在 24 小时内由制单人开立、重发启用码或改过角色，请由其他人复核。',
    en: 'The maker opened, renewed or changed your account within the last 24 hours. Please let somebody else check this.',
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
  redelivery_not_of_codes: {
    zh: '只有从卡密池发出的兑换可以补发。向供应商下的订单只能人工了结，不会再次下单。',
    en: 'Only what came from the pool of codes can be given again. An order at a supplier is settled, and never placed twice.',
  },
  code_replaced_already: {
    zh: '这张卡密在制单之后已经补发过了。',
    en: 'This code was replaced after the request had been made.',
  },
  row_changed: {
    zh: '您打开之后，这项权益在草稿中又被改过，没有保存。请刷新，看过变化后再改。',
    en: 'This benefit was changed in the draft after you opened it; nothing was saved. Reload it, look at what changed, and change it again.',
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
    zh: '只能在复核通过后的时限内（卡密十分钟，启用码 24 小时）由申请人查看一次；现已看过、过时或未通过，请重新申请。',
    en: 'The code is shown once, to who asked, for a while after the approval: ten minutes, or 24 hours for an enrolment code. That is over, or it was not approved: ask again.',
  },
  purchase_not_open: {
    zh: '这笔消费不属于该持卡人，或已全部退回。',
    en: 'This spend is not of the cardholder, or was taken back as a whole already.',
  },
  // Last, so that a code which stands above too is seen by the types.
  ...cardholderRefusals,
}
