import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Redemption } from '../../../shared/contract/redemption'
import { asTrouble } from '../../answers/answer'
import { server } from '../../session/server'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { copyText } from '../../wechat/clipboard'
import { useHidden } from '../../wechat/page'
import { refusalSentence } from '../../words/refusalSentence'
import { codeGroups } from './codeGroups'
import { walletWords } from './words'

/** A code or a link: masked until it is asked for, and again when the page is left. */
export function Code({ redemption, masked }: { redemption: Redemption; masked: string }) {
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

  const isLink = redemption.delivery === 'link'
  return (
    <View className="code">
      <Text className={classOf(code, isLink)} selectable={code !== undefined}>
        {code ? codeGroups(code) : masked}
      </Text>
      {isLink && code && <View className="code__hint">{words.linkHint}</View>}
      {told && (
        <View className="code__told">
          <Notice>{told}</Notice>
        </View>
      )}
      {!redemption.expired && (
        <View className="code__actions">
          {code === undefined ? (
            <Button kind="soft" size="small" icon="eye" busy={busy} onClick={reveal}>
              {busy ? words.revealing : isLink ? words.revealLink : words.reveal}
            </Button>
          ) : (
            <>
              <Button kind="plain" size="small" icon="eye-off" onClick={() => setCode(undefined)}>
                {words.hide}
              </Button>
              <Button kind="soft" size="small" icon="copy" onClick={() => copy(code)}>
                {isLink ? words.copyLink : words.copy}
              </Button>
            </>
          )}
        </View>
      )}
    </View>
  )
}

function classOf(code: string | undefined, isLink: boolean): string {
  if (!code) return 'code__text'
  return isLink ? 'code__text code__text--link' : 'code__text code__text--open'
}
