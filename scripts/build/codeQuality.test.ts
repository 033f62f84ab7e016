import { checkCodeQuality, codeQuality } from './codeQuality'
import { tinyPackage } from './tinyPackage'

const project = (setting: object) => ({
  'project.config.json': JSON.stringify({
    appid: 'touristappid',
    compileType: 'miniprogram',
    miniprogramRoot: './',
    setting: { minified: true, minifyWXML: true, minifyWXSS: true, ...setting },
  }),
})

test("a sound package passes all eleven points of WeChat's own check", () => {
  const points = codeQuality(tinyPackage(project({})))
  expect(points.filter(({ success }) => success)).toHaveLength(11)
})

test('what it refuses is told by its name', () => {
  const found = checkCodeQuality(tinyPackage(project({ minifyWXSS: false })))
  expect(found.map(({ file }) => file)).toEqual(['WXSS_COMPRESS_OPEN'])
})
