import type { RegionKind, RiskRuleSet } from '../../../shared/contract/riskRules'

/** As the database of regions has it. */
interface Region {
  country: string
  province: string
  city: string
  isp: string
}

/**
 * Networks from which people seldom come: clouds, hosting, content networks. Names as the database of regions writes them. A
 * name that is missing here costs a stricter lane for who comes from there, and nothing else: the lanes go by more than this.
 */
const hostingNetworks = [
  '阿里云',
  '阿里巴巴',
  '腾讯',
  '华为',
  '百度',
  '京东',
  '金山',
  '网易',
  '世纪互联',
  '优刻得',
  'UCloud',
  '青云',
  '七牛',
  '又拍',
  '网宿',
  '互联优势',
  '皓宽网络',
  '层峰网络',
  '天翼云',
  '移动云',
  '联通云',
  '云计算',
  '数据中心',
  '机房',
  '服务器',
  'IDC',
  '亚马逊',
  'Amazon',
  'AWS',
  '谷歌',
  'Google',
  '微软',
  'Microsoft',
  'Azure',
  '甲骨文',
  'Oracle',
  '阿卡迈',
  'Akamai',
  'Fastly',
  'Cloudflare',
  'StackPath',
  'SoftLayer',
  'Equinix',
  'Level3',
  'CenturyLink',
  'GTT',
  'Hurricane',
  'Digital ?Ocean',
  'Constant Company',
  'Hosting',
  'Linode',
  'Vultr',
  'Choopa',
  'OVH',
  'Hetzner',
  'LeaseWeb',
  'Contabo',
  'SmileServ',
  'KINX',
] as const

const hosting = new RegExp(hostingNetworks.join('|'), 'i')

const china = '中国'
/** Of the country, and yet on the other side of the border of its networks. */
const acrossTheBorder = new Set(['香港', '澳门', '台湾'])

/** Where an address is, seen from the home regions; a programme that names none is at home in the whole country. */
export function regionKindOf(region: Region, homeRegions: RiskRuleSet['homeRegions']): RegionKind {
  if (hosting.test(region.isp)) return 'hosting'
  if (homeRegions.some((home) => isIn(region, home))) return 'home'
  if (region.country === '') return 'unknown'
  if (region.country !== china) return 'abroad'
  const province = bare(region.province)
  if (acrossTheBorder.has(province)) return 'abroad'
  if (homeRegions.length === 0) return 'home'
  return province === '' ? 'unknown' : 'away'
}

/** As operators and cardholders read it: `广东省 深圳市`. */
export function regionText({ country, province, city }: Region): string {
  const place = [province, city].filter((part, at, all) => part !== '' && all.indexOf(part) === at)
  return (country === china ? place : [country, ...place]).join(' ').slice(0, 64)
}

/** In its province, and in its city where one is named and the address tells its own. */
function isIn({ province, city }: Region, home: RiskRuleSet['homeRegions'][number]): boolean {
  if (bare(province) === '' || bare(province) !== bare(home.province)) return false
  return home.city === undefined || city === '' || bare(city) === bare(home.city)
}

/** `北京` and `北京市` are one, as are `广西` and `广西壮族自治区`. */
function bare(name: string): string {
  return name.replace(/(省|市|特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区)$/, '')
}
