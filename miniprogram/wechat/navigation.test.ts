import { open } from './navigation'

const mockOpened: string[] = []
let mockArrive: (() => void)[] = []
jest.mock('./platform', () => ({ onH5: true }))
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    switchTab: ({ url }: { url: string }) => mockOpened.push(url),
    navigateTo({ url }: { url: string }) {
      mockOpened.push(url)
      return new Promise<void>((resolve) => mockArrive.push(resolve))
    },
  },
}))

beforeEach(() => {
  mockOpened.splice(0)
})

async function arrive() {
  for (const act of mockArrive) act()
  mockArrive = []
  await new Promise((resolve) => setTimeout(resolve, 0))
}

test('a page that is tapped twice is opened once, and again once it has been there', async () => {
  open('benefit', { id: 'TEA' })
  open('benefit', { id: 'TEA' })
  expect(mockOpened).toEqual(['/features/redemption/benefit?id=TEA'])
  open('benefit', { id: 'FILM' })
  expect(mockOpened).toHaveLength(2)
  await arrive()
  open('benefit', { id: 'TEA' })
  expect(mockOpened).toHaveLength(3)
  await arrive()
})

test('a tab is switched to however often it is tapped', () => {
  open('wallet')
  open('wallet')
  expect(mockOpened).toEqual(['/features/wallet/wallet', '/features/wallet/wallet'])
})
