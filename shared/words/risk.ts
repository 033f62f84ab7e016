import type { Lane, RegionKind, RiskReason } from '../contract/riskRules'
import type { Sentence } from './refusals'

/** What a cardholder reads of why something is held, and an operator of why a rule applied. */
export const riskReasonWords: Record<RiskReason, Sentence> = {
  away_from_home: { zh: '操作地点与您常用的地区不同', en: 'It comes from another region than usual' },
  abroad: { zh: '操作来自境外网络', en: 'It comes from a network abroad' },
  hosting_network: { zh: '操作来自代理或机房网络', en: 'It comes from a proxy or a hosting network' },
  new_device: { zh: '这台设备第一次使用', en: 'This device is new' },
  new_binding: { zh: '联名卡刚刚绑定', en: 'The card was bound only just now' },
  many_attempts: { zh: '短时间内操作次数较多', en: 'There were many attempts in a short time' },
  high_value: { zh: '兑换的积分较多', en: 'Many points are at stake' },
  unusual_hour: { zh: '操作时间比较少见', en: 'It comes at an unusual hour' },
  wechat_rank: { zh: '微信提示此账号存在风险', en: 'WeChat sees a risk with this account' },
}

export const laneWords: Record<Lane, Sentence> = {
  normal: { zh: '正常', en: 'Normal' },
  step_up: { zh: '加强验证', en: 'Step-up' },
  quarantine: { zh: '隔离审核', en: 'Quarantine' },
}

export const regionKindWords: Record<RegionKind, Sentence> = {
  home: { zh: '本地', en: 'Home region' },
  away: { zh: '外地', en: 'Away' },
  abroad: { zh: '境外', en: 'Abroad' },
  hosting: { zh: '机房或代理', en: 'Hosting or proxy' },
  unknown: { zh: '未知', en: 'Unknown' },
}
