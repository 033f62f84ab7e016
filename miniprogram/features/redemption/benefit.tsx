import { View } from '@tarojs/components'
import { useState } from 'react'
import type { BenefitDetail } from '../../../shared/contract/catalogue'
import { useAnswer } from '../../answers/useAnswer'
import { server, session } from '../../session/server'
import { Amount } from '../../ui/Amount'
import { Answered } from '../../ui/Answered'
import { BenefitArt } from '../../ui/BenefitArt'
import { Card } from '../../ui/Card'
import { Page } from '../../ui/Page'
import { Skeleton } from '../../ui/Skeleton'
import { Tag } from '../../ui/Tag'
import { now } from '../../wechat/chance'
import { usePageParams } from '../../wechat/page'
import { useShare } from '../../wechat/share'
import { storage } from '../../wechat/storage'
import { nextChange, stockOf } from '../catalogue/stock'
import { askQuote } from './askQuote'
import { ConfirmSheet } from './ConfirmSheet'
import { Facts } from './Facts'
import { RedeemBar } from './RedeemBar'
import './redemption.scss'
import { useMoment } from './useMoment'
import { redemptionWords } from './words'

export default function BenefitPage() {
  const { id = '' } = usePageParams()
  const words = redemptionWords()
  const detail = useAnswer(() => server.catalogue.detail({ params: { benefitId: id } }), { keep: `benefit:${id}` })
  const quote = useAnswer(() => askQuote({ server, session, storage }, id))
  const [confirming, setConfirming] = useState(false)
  const benefit = detail.answer.phase === 'ready' ? detail.answer.data : undefined
  const price = quote.answer.phase === 'ready' ? quote.answer.data : undefined
  // Whoever waits for a beginning or for the next portion has it without leaving the page.
  const reload = () => Promise.all([detail.reload(), quote.reload()])
  useMoment(benefit && nextChange(benefit, now()), reload)
  useShare({ title: benefit?.title ?? words.title, page: 'benefit', params: { id } })
  const bar = benefit && (
    <RedeemBar benefit={benefit} quote={quote.answer} reload={quote.reload} onRedeem={() => setConfirming(true)} />
  )
  return (
    <Page title={words.title} footer={bar}>
      <Answered answer={detail.answer} reload={detail.reload} skeleton={<Skeleton head rows={3} />}>
        {(shown) => <Detail benefit={shown} />}
      </Answered>
      {confirming && benefit && price && (
        <ConfirmSheet
          benefit={benefit}
          quote={price}
          reload={reload}
          onClose={() => {
            setConfirming(false)
            quote.reload()
          }}
        />
      )}
    </Page>
  )
}

function Detail({ benefit }: { benefit: BenefitDetail }) {
  const words = redemptionWords()
  const stock = stockOf(benefit, now())
  return (
    <>
      <View className="stage">
        <BenefitArt category={benefit.category} size="stage" />
      </View>
      <View className="benefit-head">
        <View className="benefit-head__title">{benefit.title}</View>
        <View className="benefit-head__line">
          <Amount value={benefit.points} size="large" tone="brand" />
          <Tag tone={stock.tone}>{stock.text}</Tag>
        </View>
      </View>
      <Facts benefit={benefit} />
      <Card title={words.about}>
        <View className="prose">{benefit.description}</View>
      </Card>
      {benefit.steps.length > 0 && <Steps steps={benefit.steps} />}
      <Card title={words.terms}>
        <View className="prose">{words.finalRules[benefit.delivery]}</View>
        <View className="prose">{words.failRule}</View>
      </Card>
    </>
  )
}

function Steps({ steps }: { steps: string[] }) {
  return (
    <Card title={redemptionWords().steps}>
      {steps.map((step, index) => (
        <View key={step} className="step">
          <View className="step__number">{index + 1}</View>
          <View className="step__text">{step}</View>
        </View>
      ))}
    </Card>
  )
}
