import { REPOSITORY } from '../check/runTool'
import { filesBelow, read } from '../check/sourceTree'
import { silentTaps } from './tappable'

test.each<[string, string, number]>([
  ['a box that answers a tap with nothing', '<View onClick={act}>x</View>', 1],
  ['a picture likewise', '<Image src="" onClick={act} />', 1],
  ['a box that shows it', '<View hoverClass="pressed" onClick={act}>x</View>', 0],
  ['a shade behind a sheet', '<View onClick={close} {...aria({ hidden: true })} />', 0],
  ['a button of our own, which brings it along', '<Button onClick={act}>x</Button>', 0],
])('sees %s', (_, jsx, count) => {
  expect(silentTaps('screen.tsx', `const screen = ${jsx}`)).toHaveLength(count)
})

test('every box on our screens that can be tapped shows that it was', () => {
  const screens = filesBelow(REPOSITORY).filter((path) => /^miniprogram\/.*\.tsx$/.test(path) && !/\.test\./.test(path))
  expect(screens.length).toBeGreaterThan(20)
  expect(screens.flatMap((path) => silentTaps(path, read(REPOSITORY, path)))).toEqual([])
})
