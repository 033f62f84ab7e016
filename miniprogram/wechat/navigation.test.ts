import { mayOpenAgain, open } from './navigation'

const mockOpened: string[] = []
let mockMs = 10_000
jest.mock('./platform', () => ({ onH5: true }))
jest.mock('./chance', () => ({ now: () => new Date(mockMs) }))
jest.mock('@tarojs/taro', () => {
  const opened = ({ url }: { url: string }) => mockOpened.push(url)
  return { __esModule: true, default: { switchTab: opened, navigateTo: opened } }
})

beforeEach(() => {
  mockOpened.splice(0)
})

test('a page that is tapped twice is opened once, and again after going there and back', () => {
  open('benefit', { id: 'TEA' })
  mockMs += 200
  open('benefit', { id: 'TEA' })
  expect(mockOpened).toEqual(['/features/redemption/benefit?id=TEA'])
  open('benefit', { id: 'FILM' })
  expect(mockOpened).toHaveLength(2)
  mockMs += 500
  open('benefit', { id: 'FILM' })
  mayOpenAgain()
  open('benefit', { id: 'FILM' })
  expect(mockOpened).toHaveLength(4)
})

test('a tab is switched to however often it is tapped', () => {
  open('wallet')
  open('wallet')
  expect(mockOpened).toEqual(['/features/wallet/wallet', '/features/wallet/wallet'])
})
