import { securityCards } from './securityCards'

let mockLanguage = 'zh'
jest.mock('../../wechat/system', () => ({ language: () => mockLanguage }))

const inBoth = () =>
  ['zh', 'en'].map((language) => {
    mockLanguage = language
    return securityCards()
  })

test('there is one for each month, in both languages, none twice', () => {
  for (const cards of inBoth()) {
    expect(cards).toHaveLength(12)
    expect(new Set(cards.map(({ title }) => title)).size).toBe(12)
  }
})

test('each is read within a minute', () => {
  const [zh, en] = inBoth()
  for (const { lines } of zh ?? []) expect(lines.join('').length).toBeLessThan(250)
  for (const { lines } of en ?? []) expect(lines.join(' ').split(' ').length).toBeLessThan(150)
})

test('the English is English', () => {
  expect(JSON.stringify(inBoth()[1])).not.toMatch(/\p{Script=Han}/u)
})
