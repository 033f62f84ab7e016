import { Text, View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import type { Redemption } from '../../../../shared/contract/redemption'
import { aria } from '../../../ui/aria'
import { Button } from '../../../ui/Button'
import { Notice } from '../../../ui/Notice'
import { copyText } from '../../../wechat/clipboard'
import { open } from '../../../wechat/navigation'
import { useBrightScreen } from '../../../wechat/screen'
import { dayOf, formatDay } from '../../../words/dates'
import { codeGroups } from '../codeGroups'
import { walletWords } from '../words'
import { barPicture, type CodePicture, qrPicture } from './codePicture'
import type { ShownCode } from './useShownCode'

interface TicketProps {
  redemption: Redemption
  shown: ShownCode
}

/** What is held out over a counter: black on white in the dark, too, since scanners read nothing else. */
export function Ticket({ redemption, shown: { code, busy, why, show, hide } }: TicketProps) {
  const words = walletWords()
  const { title, validUntil, codeMasked, delivery } = redemption
  const isLink = delivery === 'link'
  useBrightScreen(code !== undefined)
  return (
    <View className="ticket">
      <View className="ticket__title" {...aria({ role: 'heading' })}>
        {title}
      </View>
      {validUntil && <View className="ticket__note">{words.validUntil(formatDay(dayOf(validUntil)))}</View>}
      {code ? (
        <Open code={code.code} isLink={isLink} hide={hide} />
      ) : (
        <Masked masked={codeMasked ?? allMasked}>
          <Button icon="eye" busy={busy} onClick={show}>
            {busy ? words.revealing : isLink ? words.revealLink : words.reveal}
          </Button>
        </Masked>
      )}
      {why?.told && (
        <View className="ticket__told">
          <Notice tone="danger" action={why.way && { text: words.ways[why.way], onClick: leadTo(why.way) }}>
            {why.told}
          </Notice>
        </View>
      )}
      {code?.offline && <View className="ticket__note">{words.shownOffline}</View>}
    </View>
  )
}

const leadTo = (way: 'lock' | 'devices') => () => open(way)

/** A link that a supplier gave has no part that may be shown. */
export const allMasked = '••••••••••••'

function Masked({ masked, children }: { masked: string; children: ReactNode }) {
  return (
    <View className="ticket__masked">
      <Text className="ticket__code">{masked}</Text>
      <View className="ticket__actions">{children}</View>
      <View className="ticket__note">{walletWords().maskedNote}</View>
    </View>
  )
}

function Open({ code, isLink, hide }: { code: string; isLink: boolean; hide: () => void }) {
  const words = walletWords()
  const [told, setTold] = useState<string>()
  const bars = isLink ? undefined : barPicture(code)
  const copy = async () => {
    const result = await copyText(code)
    setTold({ copied: words.copied, copiedAndTold: undefined, refused: words.notCopied }[result])
  }
  return (
    <View className="ticket__open">
      <Picture picture={qrPicture(code)} label={words.qr} kind="qr" />
      {bars && <Picture picture={bars} label={words.bars} kind="bars" />}
      <Text className={isLink ? 'ticket__link' : 'ticket__code ticket__code--open'} selectable>
        {codeGroups(code)}
      </Text>
      {isLink && <View className="ticket__note">{words.linkHint}</View>}
      <View className="ticket__actions">
        <Button kind="plain" icon="eye-off" onClick={hide}>
          {words.hide}
        </Button>
        <Button icon="copy" onClick={copy}>
          {isLink ? words.copyLink : words.copy}
        </Button>
      </View>
      {told && (
        <View className="ticket__note" {...aria({ role: 'status' })}>
          {told}
        </View>
      )}
      <View className="ticket__note">{words.hidesItself}</View>
    </View>
  )
}

function Picture({ picture, label, kind }: { picture: CodePicture; label: string; kind: 'qr' | 'bars' }) {
  const { address, width } = picture
  // Of thin bars each has to be just one pixel wide, or all of them are not equally wide; a square is large enough.
  const size = kind === 'bars' ? `width:${width}px;` : ''
  return (
    <View
      className={`ticket__picture ticket__picture--${kind}`}
      style={`${size}background-image:url("${address}")`}
      {...aria({ role: 'img', label })}
    />
  )
}
