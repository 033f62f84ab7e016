import { findQuestions } from './findQuestions'
import type { Question } from './questions'

const all: Question[] = [
  { id: 'refund', asked: '退款后积分会怎样？', answer: '按比例收回。' },
  { id: 'topup', asked: '充值处理中，积分扣了吗？', answer: '失败会退回，和退款一样。' },
  { id: 'fraud', asked: 'Somebody called?', answer: 'That is a fraud.' },
]
const ids = (typed: string) => findQuestions(all, typed).map(({ id }) => id)

test.each([
  ['', ['refund', 'topup', 'fraud']],
  ['   ', ['refund', 'topup', 'fraud']],
  ['退款', ['refund', 'topup']],
  ['积分 扣', ['topup']],
  ['积分扣了', ['topup']],
  ['退款积分', ['refund', 'topup']],
  ['FRAUD', ['fraud']],
  ['利率', []],
])('%j finds %j', (typed, expected) => {
  expect(ids(typed)).toEqual(expected)
})
