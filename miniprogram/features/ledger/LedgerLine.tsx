import { View } from '@tarojs/components'
import { useState } from 'react'
import type { LedgerRow } from '../../../shared/contract/points'
import { Amount, amountText } from '../../ui/Amount'
import { aria } from '../../ui/aria'
import { Icon } from '../../ui/Icon'
import { Tag } from '../../ui/Tag'
import { Became } from './Became'
import { explainRow } from './explainRow'
import { tagsOf } from './tagsOf'
import { ledgerWords } from './words'

/** One row of the statement; a tap opens what explains it. */
export function LedgerLine({ row }: { row: LedgerRow }) {
  const [open, setOpen] = useState(false)
  const words = ledgerWords()
  const { title, subtitle, lines, note } = explainRow(row)
  const tags = tagsOf(row)
  return (
    <>
      <View
        className="ledger-row__head"
        hoverClass="ledger-row__head--pressed"
        onClick={() => setOpen(!open)}
        {...aria({
          role: 'button',
          expanded: open,
          label: [title, amountText(row.amount, true), ...tags.map(({ text }) => text), words.explanation].join(', '),
        })}
      >
        <View className="ledger-row__words">
          <View className="ledger-row__title">{title}</View>
          {subtitle && <View className="ledger-row__note">{subtitle}</View>}
          {tags.length > 0 && (
            <View className="ledger-row__tags">
              {tags.map(({ text, tone }) => (
                <Tag key={text} tone={tone}>
                  {text}
                </Tag>
              ))}
            </View>
          )}
        </View>
        <Amount value={row.amount} signed bare tone={row.amount > 0 ? 'brand' : 'ink'} />
        <View className={open ? 'ledger-row__more ledger-row__more--open' : 'ledger-row__more'}>
          <Icon name="chevron-down" size="small" />
        </View>
      </View>
      {open && (
        <View className="ledger-row__why">
          {lines.map(({ name, value }) => (
            <View key={name} className="why-line">
              <View className="why-line__name">{name}</View>
              <View className="why-line__value">{value}</View>
            </View>
          ))}
          {row.kind === 'earn' && row.lot && <Became transactionId={row.transactionId} />}
          {note && <View className="why-note">{note}</View>}
        </View>
      )}
    </>
  )
}
