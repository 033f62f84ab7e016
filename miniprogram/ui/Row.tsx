import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { aria } from './aria'
import { Icon, type IconName } from './Icon'

interface RowProps {
  title: ReactNode
  note?: ReactNode
  icon?: IconName
  /** What stands at the right: a value, a tag. */
  end?: ReactNode
  onClick?: () => void
  label?: string
}

/** One line of a list; with `onClick` it is a button and shows where it leads. */
export function Row({ title, note, icon, end, onClick, label }: RowProps) {
  const tappable = onClick !== undefined
  const oneLine = !note
  return (
    <View
      className={oneLine ? 'row row--line' : 'row'}
      hoverClass={tappable ? 'row--pressed' : 'none'}
      onClick={onClick}
      {...(tappable ? aria({ role: 'button', label }) : {})}
    >
      {icon && (
        <View className="row__icon">
          <Icon name={icon} />
        </View>
      )}
      {end === undefined ? (
        <RowWords title={title} note={note} />
      ) : (
        <View className="row__main">
          <RowWords title={title} note={note} />
          <View className="row__end">{end}</View>
        </View>
      )}
      {tappable && (
        <View className="row__chevron">
          <Icon name="chevron-right" size="small" />
        </View>
      )}
    </View>
  )
}

function RowWords({ title, note }: Pick<RowProps, 'title' | 'note'>) {
  return (
    <View className="row__words">
      <View className="row__title">{title}</View>
      {note && <View className="row__note">{note}</View>}
    </View>
  )
}
