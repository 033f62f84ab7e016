import { isIPv4, isIPv6 } from 'node:net'
import IP2Region from 'ip2region'
import { nowhere, type Region, type RegionsPort } from '../ports/regions'

/** Files of the package, unless others are named: its data ages, and a newer file needs no newer program. */
export interface RegionFiles {
  ipv4db?: string
  ipv6db?: string
}

/**
 * Where addresses are, by the databases of ip2region, which are read into memory once; a look-up costs some microseconds.
 * @throws Error when one of them cannot be read, or does not say where well-known addresses are
 */
export function regionsOfIp2region(files: RegionFiles = {}): RegionsPort {
  const database = open(files)
  return { regionOf: (address) => lookUp(database, address) }
}

function open(files: RegionFiles): IP2Region {
  try {
    const database = new IP2Region(files)
    prove(database)
    return database
  } catch (cause) {
    throw new Error('the databases of regions cannot be used: put files of ip2region there that are whole', { cause })
  }
}

const wellKnown: [address: string, country: string][] = [
  ['114.114.114.114', '中国'],
  ['8.8.8.8', '美国'],
  ['240e:47d:c20:1627::1', '中国'],
]

/** Half a file would place half of the world, and nobody would notice. */
function prove(database: IP2Region): void {
  for (const [address, country] of wellKnown) {
    const found = lookUp(database, address).country
    if (found !== country) throw new Error(`${address} is said to be in ${found || 'no country'}, not in ${country}`)
  }
  for (let net = 1; net < 224; net++) {
    const found = database.searchRaw(`${net}.1.1.1`, false) as { region: string } | null
    if (found?.region.split('|').length !== 5) throw new Error(`there is nothing whole about ${net}.1.1.1`)
  }
}

/** An IPv6 answer carries the place as it is written as well. */
type Found = Region & { data?: string }

const ofNobody = /IANA|保留|本机|本地|局部|内网|回送|组播/

function lookUp(database: IP2Region, address: string): Region {
  if (!isIPv4(address) && !isIPv6(address)) return nowhere
  const found = database.searchRaw(address, true) as Found | null
  if (!found || ofNobody.test(`${found.city}${found.isp}${found.data ?? ''}`)) return nowhere
  return Object.freeze({ ...placeOf(found), isp: found.isp })
}

/** The package reads an IPv6 place for China's provinces only, and takes for one whatever ends as they do. */
function placeOf({ country, province, city, data = '' }: Found): Omit<Region, 'isp'> {
  if (data === '') return { country, province, city }
  if (country === china) return { country, province: province || (acrossTheBorder.exec(data)?.[1] ?? ''), city }
  if (country !== '') return { country, province, city }
  if (provincesOfChina.test(province)) return { country: china, province, city }
  return { country: data.slice(0, 32), province: '', city: '' }
}

const china = '中国'
const acrossTheBorder = /^中国(香港|澳门|台湾)/
const provincesOfChina =
  /^(北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)(省|市|区|特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区)?$/
