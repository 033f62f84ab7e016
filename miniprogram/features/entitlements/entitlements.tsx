import { View } from '@tarojs/components'
import { useState } from 'react'
import type { EntitlementOption, Entitlements } from '../../../shared/contract/entitlements'
import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Empty } from '../../ui/Empty'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { Skeleton } from '../../ui/Skeleton'
import { open } from '../../wechat/navigation'
import { useOnline } from '../../wechat/network'
import { usePull } from '../../wechat/page'
import { ChooseSheet } from './ChooseSheet'
import { ChosenList } from './ChosenList'
import './entitlements.scss'
import { Head } from './Head'
import { NextTier } from './NextTier'
import { OptionList } from './OptionList'
import { entitlementWords } from './words'

export default function EntitlementsPage() {
  const { answer, reload } = useAnswer(() => server.entitlements.show(), { keep: 'entitlements' })
  // What is shown is out of date, and says so above: nothing is chosen by it.
  const stale = answer.phase === 'ready' && answer.trouble !== undefined
  usePull(reload)
  return (
    <Page title={entitlementWords().title}>
      <Answered answer={answer} reload={reload} skeleton={<Skeleton head rows={3} />}>
        {(entitlements) => <Month entitlements={entitlements} stale={stale} reload={reload} />}
      </Answered>
    </Page>
  )
}

interface MonthProps {
  entitlements: Entitlements
  stale: boolean
  reload: () => void
}

/** With neither an offer nor one in a higher tier nor a choice of this month there is nothing to tell. */
function Month({ entitlements, stale, reload }: MonthProps) {
  const words = entitlementWords()
  const { version, options, chosen, next } = entitlements
  if (version === null && next === null && chosen.length === 0) {
    const browse = { text: words.browse, onClick: () => open('catalogue') }
    return <Empty icon="gift" title={words.emptyTitle} text={words.emptyText} action={browse} />
  }
  return (
    <>
      <Head entitlements={entitlements} />
      {chosen.length > 0 && <ChosenList chosen={chosen} />}
      {options.length > 0 && <Options entitlements={entitlements} stale={stale} reload={reload} />}
      {next && <NextTier next={next} told={version === null} />}
      <View className="page__note">{words.rule}</View>
    </>
  )
}

function Options({ entitlements, stale, reload }: MonthProps) {
  const words = entitlementWords()
  const online = useOnline()
  const [wanted, setWanted] = useState<EntitlementOption>()
  const { options, left } = entitlements
  return (
    <>
      <Section title={left > 0 ? words.options : words.list} />
      {!online && !stale && left > 0 && (
        <View className="entitlement-offline">
          <Notice tone="warn">{words.offline}</Notice>
        </View>
      )}
      <OptionList options={options} mayChoose={online && !stale && left > 0} onChoose={setWanted} />
      {wanted && (
        <ChooseSheet
          option={wanted}
          entitlements={entitlements}
          onClose={() => {
            setWanted(undefined)
            reload()
          }}
        />
      )}
    </>
  )
}
