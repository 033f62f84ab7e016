import type { RiskCondition, RiskFacts, RiskRule } from '../../../shared/contract/riskRules'
import { formatPoints } from '../../../shared/values/points'
import { laneWords, regionKindWords, riskReasonWords } from '../../../shared/words/risk'
import { language } from '../../words/language'
import { say, words } from '../../words/words'
import { riskTexts } from './words'

type Per = Extract<RiskCondition, { fact: 'velocity' }>['per']
type Within = Extract<RiskCondition, { fact: 'velocity' }>['within']
type Fact = RiskCondition['fact']

interface Texts {
  facts: Record<Fact, string>
  per: Record<Per, string>
  within: Record<Within, string>
  and: string
  or: string
  trusted: string
  untrusted: string
  from: (regions: string) => string
  deviceBelow: (hours: number) => string
  bindingBelow: (hours: number) => string
  pointsFrom: (points: string) => string
  hourFrom: (from: number, to: number) => string
  rankFrom: (rank: number) => string
  often: (what: { per: string; within: string; times: number }) => string
  rule: (what: { points: string; when: string; lane: string; reason: string }) => string
  since: (hours: number) => string
  unknown: string
  noPoints: string
  counted: (tenMinutes: number, hour: number) => string
  hourOf: (hour: number) => string
}

const texts = words<Texts>({
  zh: {
    facts: {
      regionKind: '来源地区',
      deviceTrusted: '设备是否可信',
      deviceHours: '设备登录时长',
      bindingHours: '绑卡时长',
      points: '所需积分',
      hour: '几点',
      wechatRank: '微信风险等级',
      velocity: '频次',
    },
    per: { cardholder: '同一持卡人', device: '同一设备', card: '同一张卡', address: '同一地址', network: '同一网段' },
    within: { tenMinutes: '十分钟内', hour: '一小时内' },
    and: '，且',
    or: '、',
    trusted: '设备可信',
    untrusted: '设备未经验证',
    from: (regions) => `来自${regions}`,
    deviceBelow: (hours) => `设备登录不足 ${hours} 小时`,
    bindingBelow: (hours) => `绑卡不足 ${hours} 小时`,
    pointsFrom: (points) => `不少于 ${points} 积分`,
    hourFrom: (from, to) => `在 ${from} 点至 ${to} 点`,
    rankFrom: (rank) => `微信风险等级不低于 ${rank}`,
    often: ({ per, within, times }) => `${per}${within}此前已有 ${times} 次`,
    rule: ({ points, when, lane, reason }) => `${points}时，若${when}：${lane}（${reason}）`,
    since: (hours) => (hours < 48 ? `${hours} 小时` : `${Math.floor(hours / 24)} 天`),
    unknown: '未知',
    noPoints: '不涉及积分',
    counted: (tenMinutes, hour) => `十分钟内 ${tenMinutes} 次，一小时内 ${hour} 次`,
    hourOf: (hour) => `${hour} 点`,
  },
  en: {
    facts: {
      regionKind: 'Region',
      deviceTrusted: 'Trusted device',
      deviceHours: 'Age of the device',
      bindingHours: 'Age of the binding',
      points: 'Points asked for',
      hour: 'Hour of the day',
      wechatRank: 'WeChat’s risk rank',
      velocity: 'Attempts',
    },
    per: { cardholder: 'cardholder', device: 'device', card: 'card', address: 'address', network: 'network' },
    within: { tenMinutes: 'ten minutes', hour: 'an hour' },
    and: ', and ',
    or: ' or ',
    trusted: 'the device is trusted',
    untrusted: 'the device is not trusted',
    from: (regions) => `it comes from ${regions}`,
    deviceBelow: (hours) => `the device logged in less than ${hours} h ago`,
    bindingBelow: (hours) => `the card was bound less than ${hours} h ago`,
    pointsFrom: (points) => `it costs ${points} points or more`,
    hourFrom: (from, to) => `it is from ${from}:00 to ${to}:00`,
    rankFrom: (rank) => `WeChat’s risk rank is ${rank} or more`,
    often: ({ per, within, times }) => `the same ${per} came ${times} times before within ${within}`,
    rule: ({ points, when, lane, reason }) => `At ${points}, when ${when}: ${lane} (${reason})`,
    since: (hours) => (hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`),
    unknown: 'unknown',
    noPoints: 'no points asked for',
    counted: (tenMinutes, hour) => `${tenMinutes} in ten minutes, ${hour} in an hour`,
    hourOf: (hour) => `${hour}:00`,
  },
})

export const factTexts = () => say(texts)

/** A rule as one sentence. */
export function ruleSentence(rule: RiskRule): string {
  const said = factTexts()
  const { pointNames } = riskTexts()
  return said.rule({
    points: rule.points.map((point) => pointNames[point]).join(said.or),
    when: rule.when.map(conditionText).join(said.and),
    lane: laneWords[rule.lane][language()],
    reason: riskReasonWords[rule.reason][language()],
  })
}

export function conditionText(condition: RiskCondition): string {
  const said = factTexts()
  switch (condition.fact) {
    case 'regionKind':
      return said.from(condition.in.map((kind) => regionKindWords[kind][language()]).join(said.or))
    case 'deviceTrusted':
      return condition.is ? said.trusted : said.untrusted
    case 'deviceHours':
      return said.deviceBelow(condition.below)
    case 'bindingHours':
      return said.bindingBelow(condition.below)
    case 'points':
      return said.pointsFrom(formatPoints(condition.atLeast))
    case 'hour':
      return said.hourFrom(condition.from, condition.to)
    case 'wechatRank':
      return said.rankFrom(condition.atLeast)
    case 'velocity':
      return said.often({
        per: said.per[condition.per],
        within: said.within[condition.within],
        times: condition.atLeast,
      })
  }
}

/** What was known of an attempt, line by line. */
export function factLines(facts: RiskFacts): { key: string; label: string; children: string }[] {
  const said = factTexts()
  const since = (hours: number | null) => (hours === null ? said.unknown : said.since(hours))
  const counts = [
    ['cardholder', facts.perCardholder],
    ['device', facts.perDevice],
    ['card', facts.perCard],
    ['address', facts.perAddress],
    ['network', facts.perNetwork],
  ] as const
  const line = (key: string, label: string, children: string) => ({ key, label, children })
  return [
    line('regionKind', said.facts.regionKind, placeOf(facts)),
    line('deviceTrusted', said.facts.deviceTrusted, facts.deviceTrusted ? said.trusted : said.untrusted),
    line('deviceHours', said.facts.deviceHours, since(facts.deviceHours)),
    line('bindingHours', said.facts.bindingHours, since(facts.bindingHours)),
    line('points', said.facts.points, facts.points === 0 ? said.noPoints : formatPoints(facts.points)),
    line('hour', said.facts.hour, said.hourOf(facts.hour)),
    line('wechatRank', said.facts.wechatRank, facts.wechatRank === null ? said.unknown : String(facts.wechatRank)),
    ...counts.map(([per, { tenMinutes, hour }]) => line(per, said.per[per], said.counted(tenMinutes, hour))),
  ]
}

export function placeOf({ regionKind, region }: Pick<RiskFacts, 'regionKind' | 'region'>): string {
  const kind = regionKindWords[regionKind][language()]
  return region === '' ? kind : `${kind} · ${region}`
}
