import path from 'node:path'
import { checkPackage } from '../../scripts/build/checkPackage'
import { codeQuality } from '../../scripts/build/codeQuality'
import { measurePackage } from '../../scripts/build/size'
import { readPackage } from './runner/readPackage'
import { buildPackage } from './runner/servePackage'

const directory = path.resolve(__dirname, '../../dist/weapp')
const buildLimitMs = 300_000

beforeAll(() => buildPackage(), buildLimitMs)

test('the package passes every check that needs no phone', () => {
  const { mainKb, subPackagesKb } = measurePackage(directory)
  const subs = Object.entries(subPackagesKb).map(([name, size]) => `${name} ${size.toFixed(0)}`)
  process.stdout.write(
    `weapp figures │ main package ${mainKb.toFixed(0)} KB; KB of each sub-package: ${subs.join(', ')}\n`,
  )
  expect(checkPackage('weapp', directory)).toEqual([])
})

test("it passes all eleven points of WeChat's own check of code quality", () => {
  expect(codeQuality(directory).filter(({ success }) => success)).toHaveLength(11)
}, 60_000)

test('no page draws its own title bar, so none has to keep clear of the capsule', () => {
  const { settings, app } = readPackage(directory).facts
  const all = [app.window ?? {}, ...Object.values(settings)]
  expect(all.filter(({ navigationStyle }) => navigationStyle === 'custom')).toEqual([])
})
