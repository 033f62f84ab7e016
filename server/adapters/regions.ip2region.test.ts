import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { regionKindOf, regionText } from '../features/risk/region.rules'
import type { RegionsPort } from '../ports/regions'
import { regionsOfIp2region } from './regions.ip2region'

const home = [{ province: '浙江省' }, { province: '广东省', city: '广州市' }]
let regions: RegionsPort
beforeAll(() => {
  regions = regionsOfIp2region()
})

test.each<readonly [string, string, string]>([
  ['124.160.213.1', 'home', '浙江省 杭州市'],
  ['202.96.128.86', 'home', '广东省 广州市'],
  ['240e:47d:c20:1627:30a3:ba0d:a5e6:ec19', 'home', '广东省 广州市'],
  ['61.135.169.121', 'away', '北京 北京市'],
  ['61.220.1.1', 'abroad', '台湾省'],
  ['2400:2410::1', 'abroad', '日本'],
  ['120.24.78.68', 'hosting', '广东省 深圳市'],
  ['::ffff:120.24.78.68', 'hosting', '广东省 深圳市'],
  ['54.239.28.85', 'hosting', '美国 弗吉尼亚 阿什本'],
  ['2402:4e00::1', 'hosting', '广东省 深圳市'],
  ['2606:4700::1', 'hosting', '全球'],
  ['2602:fed2::1', 'hosting', '加拿大BritishColumbia省Victoria'],
  ['2604:a880::1', 'hosting', '美国'],
  ['2401:c080::1', 'hosting', '日本'],
  ['2404:c800::1', 'abroad', '香港'],
  ['2409:8000::1', 'away', '北京市'],
  ['2408:8000::1', 'unknown', ''],
  ...['127.0.0.1', '::1', '10.0.0.1', '172.16.3.3', '192.168.1.1', '100.64.0.1', '169.254.1.1'].map(
    (address) => [address, 'unknown', ''] as const,
  ),
  ...['::ffff:127.0.0.1', 'fe80::1', 'fd00::1', '2001:db8::1', '', 'nonsense', '1.2.3'].map(
    (address) => [address, 'unknown', ''] as const,
  ),
])('%s is %s: %s', (address, kind, text) => {
  const region = regions.regionOf(address)
  expect([regionKindOf(region, home), regionText(region)]).toEqual([kind, text])
})

describe('a database that is not whole stops the start:', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'regions-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const data = path.join(path.dirname(require.resolve('ip2region/package.json')), 'data')
  const broken = (name: string, breaks: (bytes: Buffer) => Buffer) => {
    const file = path.join(folder, `${Math.random()}.db`)
    writeFileSync(file, breaks(readFileSync(path.join(data, name))))
    return file
  }

  test.each([
    ['there is none', () => ({ ipv4db: path.join(folder, 'nowhere.db') })],
    ['it is empty', () => ({ ipv4db: broken('ip2region.db', () => Buffer.alloc(0)) })],
    [
      'half of it is missing',
      () => ({ ipv4db: broken('ip2region.db', (bytes) => bytes.subarray(0, bytes.length / 2)) }),
    ],
    ['it is nothing but zeros', () => ({ ipv4db: broken('ip2region.db', (bytes) => bytes.fill(0, 8)) })],
    ['that of IPv6 is another file', () => ({ ipv6db: broken('ip2region.db', (bytes) => bytes) })],
    ['that of IPv6 is cut', () => ({ ipv6db: broken('ipv6wry.db', (bytes) => bytes.subarray(0, bytes.length / 3)) })],
  ])('%s', (_, files) => {
    expect(() => regionsOfIp2region(files())).toThrow('databases of regions')
  })
})
