import { Refusal, Unanswered } from '../../server/refusal'
import { fieldProblemsOf } from './fieldProblems'

function refusedFor(path: string, message: string) {
  return fieldProblemsOf(new Refusal('input_invalid', { fields: [{ path, message }] }))
}

test('a problem stands at its field, in both languages', () => {
  expect(refusedFor('body.cells.title', '不能为空 / must not be empty')).toEqual([
    { field: 'title', zh: '不能为空', en: 'must not be empty' },
  ])
})

test('what is quoted may hold the mark between the languages', () => {
  expect(refusedFor('body.cells.tier', '没有这个等级：a / b / no such tier: a / b')).toEqual([
    { field: 'tier', zh: '没有这个等级：a / b', en: 'no such tier: a / b' },
  ])
})

test('one sentence alone stands for both', () => {
  expect(refusedFor('body.cells.points', 'too small')).toEqual([{ field: 'points', zh: 'too small', en: 'too small' }])
})

test('what is not about a cell, and what got no answer, has no field', () => {
  expect(refusedFor('body.position', '太大 / too large')).toEqual([])
  expect(fieldProblemsOf(new Refusal('version_not_draft'))).toEqual([])
  expect(fieldProblemsOf(new Unanswered('no answer'))).toEqual([])
})
