import { type Move, watchNearness } from './nearness'

interface Rectangle {
  id: string
  top: number
  bottom: number
  height: number
}

const mockPhone = {
  rectangles: [] as Rectangle[],
  observed: undefined as ((found: object) => void) | undefined,
  disconnected: 0,
  later: [] as (() => void)[],
}
jest.mock('./platform', () => ({ onH5: false }))
jest.mock('@tarojs/taro', () => {
  const observer = {
    relativeToViewport: () => observer,
    observe: (_: string, told: (found: object) => void) => {
      mockPhone.observed = told
    },
    disconnect: () => mockPhone.disconnected++,
  }
  const query = (told: (found: Rectangle[]) => void) => ({ exec: () => told(mockPhone.rectangles) })
  return {
    getCurrentInstance: () => ({ page: {} }),
    getWindowInfo: () => ({ windowHeight: 800 }),
    createIntersectionObserver: () => observer,
    createSelectorQuery: () => ({ selectAll: () => ({ boundingClientRect: query }) }),
    nextTick: (act: () => void) => mockPhone.later.push(act),
  }
})

const watch = () => {
  const moves: Move[] = []
  const stop = watchNearness({ className: 'rows', marginPx: 500 }, (move) => moves.push(move))
  const arrive = () => {
    for (const act of mockPhone.later.splice(0)) act()
  }
  return { moves, stop, arrive }
}

beforeEach(() => Object.assign(mockPhone, { rectangles: [], observed: undefined, disconnected: 0, later: [] }))

test('says of every element where it is when it begins, also of what is far away', () => {
  mockPhone.rectangles = [
    { id: 'above', top: -1_400, bottom: -501, height: 899 },
    { id: 'seen', top: -400, bottom: 500, height: 900 },
    { id: 'near', top: 1_299, bottom: 2_199, height: 900 },
    { id: 'below', top: 1_300, bottom: 2_200, height: 900 },
  ]
  const { moves, arrive } = watch()
  arrive()
  expect(moves.map(({ id, near }) => [id, near])).toEqual([
    ['above', false],
    ['seen', true],
    ['near', true],
    ['below', false],
  ])
})

test('goes on with what the observer tells', () => {
  const { moves, arrive } = watch()
  arrive()
  mockPhone.observed?.({ id: 'a', intersectionRatio: 0, boundingClientRect: { height: 700 } })
  mockPhone.observed?.({ id: 'b', intersectionRatio: 0.01, boundingClientRect: { height: 700 } })
  expect(moves).toEqual([
    { id: 'a', near: false, height: 700 },
    { id: 'b', near: true, height: 700 },
  ])
})

test('begins nothing any more when it was stopped before the elements arrived', () => {
  const { moves, stop, arrive } = watch()
  stop()
  arrive()
  expect(mockPhone.observed).toBeUndefined()
  expect(moves).toEqual([])
  expect(mockPhone.disconnected).toBe(1)
})
