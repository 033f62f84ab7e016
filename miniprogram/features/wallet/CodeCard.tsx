import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Redemption } from '../../../shared/contract/redemption'
import { formatPoints } from '../../../shared/values/points'
import { asTrouble } from '../../answers/answer'
import { server } from '../../session/server'
import { BenefitArt } from '../../ui/BenefitArt'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { Tag } from '../../ui/Tag'
import { now } from '../../wechat/chance'
import { copyText } from '../../wechat/clipboard'
import { useHidden } from '../../wechat/page'
import { dayOf, daysUntil, formatDay } from '../../words/dates'
import { refusalSentence } from '../../words/refusalSentence'
import { codeGroups } from './codeGroups'
import { walletWords } from './words'

/** One redeemed benefit; its code stays masked until it is asked for, and is masked again when the page is left. */
export function CodeCard({ redemption }: { redemption: Redemption }) {
  const words = walletWords()
  const past = redemption.expired || redemption.state === 'failed'
  return (
    <View className={past ? 'code-card code-card--past' : 'code-card'}>
      <View className="code-card__head">
        <BenefitArt category={redemption.category} />
        <View className="code-card__words">
          <View className="code-card__title">{redemption.title}</View>
          <View className="code-card__note">
            {redemption.validUntil
              ? words.validUntil(formatDay(dayOf(redemption.validUntil)))
              : words.cost(formatPoints(redemption.points))}
          </View>
        </View>
        <StateTag redemption={redemption} />
      </View>
      {redemption.state === 'delivered' && redemption.codeMasked ? (
        <Code redemption={redemption} masked={redemption.codeMasked} />
      ) : (
        redemption.state !== 'failed' && <View className="code-card__wait">{words.workingText}</View>
      )}
    </View>
  )
}

function StateTag({ redemption }: { redemption: Redemption }) {
  const words = walletWords()
  if (redemption.state === 'failed') return <Tag>{words.failed}</Tag>
  if (redemption.state !== 'delivered') return <Tag tone="warn">{words.working}</Tag>
  if (redemption.expired) return <Tag>{words.expired}</Tag>
  if (!redemption.validUntil) return null
  const days = daysUntil(redemption.validUntil, now())
  if (days > 30) return null
  return <Tag tone={days <= 7 ? 'warn' : 'quiet'}>{days <= 0 ? words.today : words.daysLeft(days)}</Tag>
}

function Code({ redemption, masked }: { redemption: Redemption; masked: string }) {
  const words = walletWords()
  const [code, setCode] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string>()
  useHidden(() => setCode(undefined))

  const reveal = async () => {
    setBusy(true)
    setTold(undefined)
    try {
      const revealed = await server.redemption.reveal({ params: { redemptionId: redemption.id }, body: {} })
      setCode(revealed.code)
    } catch (error) {
      setTold(refusalSentence(asTrouble(error)))
    }
    setBusy(false)
  }
  const copy = async (text: string) => {
    const result = await copyText(text)
    setTold({ copied: words.copied, copiedAndTold: undefined, refused: words.notCopied }[result])
  }

  return (
    <View className="code">
      <Text className={code ? 'code__text code__text--open' : 'code__text'} selectable={code !== undefined}>
        {code ? codeGroups(code) : masked}
      </Text>
      {told && (
        <View className="code__told">
          <Notice>{told}</Notice>
        </View>
      )}
      {!redemption.expired && (
        <View className="code__actions">
          {code === undefined ? (
            <Button kind="soft" size="small" icon="eye" busy={busy} onClick={reveal}>
              {busy ? words.revealing : words.reveal}
            </Button>
          ) : (
            <>
              <Button kind="plain" size="small" icon="eye-off" onClick={() => setCode(undefined)}>
                {words.hide}
              </Button>
              <Button kind="soft" size="small" icon="copy" onClick={() => copy(code)}>
                {words.copy}
              </Button>
            </>
          )}
        </View>
      )}
    </View>
  )
}
