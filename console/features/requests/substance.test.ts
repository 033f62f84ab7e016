import { substanceOf } from './substance'

jest.mock('../../words/language', () => ({ language: () => 'zh' }))

const cardholderId = '01M82VFNG8BGV0J2NNBX0ABCDE'

test.each([
  ['adjust_points', { cardholderId, points: 500 }, '积分 +500 · 持卡人 …0ABCDE'],
  ['adjust_points', { cardholderId, points: -1200 }, '积分 −1,200 · 持卡人 …0ABCDE'],
  ['write_off_debt', { cardholderId, points: 30 }, '积分 30 · 持卡人 …0ABCDE'],
  [
    'extend_expiry',
    { cardholderId, lots: { expiringUntil: '2026-12-31' }, expiresOn: '2027-12-31' },
    '批次 2026-12-31 · 有效期至 2027-12-31 · 持卡人 …0ABCDE',
  ],
  ['settle_order', { orderNo: 'O-1', outcome: 'failed' }, '订单号 O-1 · 结果 未到账，退回积分'],
  ['publish_earning_rule', { rule: { version: '2027', since: '2027-01-01', rateBasisPoints: 1 } }, '2027 2027-01-01'],
  [
    'publish_catalogue',
    { versionId: cardholderId, publishAt: '2026-12-01 10:00' },
    '2026-12-01 10:00 上线 · 目录版本 …0ABCDE',
  ],
  ['review_take_down', { benefitId: 'VIDEO-WEEK' }, '权益编号 VIDEO-WEEK'],
  ['load_codes', { importId: cardholderId, stockToo: true }, '导入的文件 …0ABCDE'],
  [
    'open_account',
    { name: '新人员', login: 'desk.new', roles: ['maker', 'checker'], programmeId: '*' },
    '新人员 · 制单、复核 · desk.new',
  ],
  ['change_roles', { operatorId: cardholderId, name: '新人员', roles: ['support'] }, '新人员 · 客服'],
  ['renew_enrolment', { operatorId: cardholderId, name: '新人员' }, '新人员'],
] as const)('%s is about %j', (kind, payload, said) => {
  expect(substanceOf({ kind, payload })).toBe(said)
})
