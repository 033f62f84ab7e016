import { ScrollView, View } from '@tarojs/components'
import { useState } from 'react'
import type { TierId } from '../../../shared/contract/tiers'
import { tierWords } from '../../../shared/words/tiers'
import { aria } from '../../ui/aria'
import { ChoiceSheet } from '../../ui/ChoiceSheet'
import { Icon, type IconName } from '../../ui/Icon'
import { tierName } from '../../words/tierName'
import { bands, type Looking } from './looking'
import { catalogueWords } from './words'

interface FilterLineProps {
  looking: Looking
  onLook: (looking: Looking) => void
  /** Nothing to choose from without a login. */
  tastes: { active: boolean; onOpen: () => void } | undefined
}

/** What narrows the list besides the category, and what orders it. */
export function FilterLine({ looking, onLook, tastes }: FilterLineProps) {
  const words = catalogueWords()
  const [asking, setAsking] = useState<'tier' | 'band'>()
  const look = (changed: Partial<Looking>) => {
    setAsking(undefined)
    onLook({ ...looking, ...changed })
  }
  const { tier, band, redeemable } = looking
  return (
    <>
      <ScrollView scrollX enhanced showScrollbar={false} className="chips" {...aria({ label: words.filters })}>
        <View className="chips__line" {...aria({ role: 'group', label: words.filters })}>
          <Filter
            text={words.redeemable}
            chosen={redeemable}
            toggles
            onClick={() => look({ redeemable: !redeemable })}
          />
          <Filter
            text={tier === 'all' ? words.tier : words.fromTier(tierName(tier))}
            name={words.tier}
            chosen={tier !== 'all'}
            onClick={() => setAsking('tier')}
          />
          <Filter
            text={band === 'all' ? words.points : words.bands[band]}
            name={words.points}
            chosen={band !== 'all'}
            onClick={() => setAsking('band')}
          />
          {tastes && <Filter text={words.tastes} icon="star" chosen={tastes.active} onClick={tastes.onOpen} />}
        </View>
      </ScrollView>
      {asking === 'tier' && (
        <ChoiceSheet
          title={words.tier}
          choices={(['all', ...(Object.keys(tierWords) as TierId[])] as const).map((value) => ({
            value,
            text: value === 'all' ? words.allTiers : words.fromTier(tierName(value)),
          }))}
          chosen={tier}
          onChoose={(value) => look({ tier: value })}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'band' && (
        <ChoiceSheet
          title={words.points}
          choices={bands.map((value) => ({ value, text: words.bands[value] }))}
          chosen={band}
          onChoose={(value) => look({ band: value })}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  )
}

interface FilterProps {
  text: string
  /** What is chosen by it, where the text is what was chosen. */
  name?: string
  chosen: boolean
  /** On and off at once; the others open a dialog. */
  toggles?: boolean
  icon?: IconName
  onClick: () => void
}

function Filter({ text, name, chosen, toggles = false, icon, onClick }: FilterProps) {
  const label = name && chosen ? `${name}: ${text}` : text
  return (
    <View
      className="chips__target"
      hoverClass="chips__target--pressed"
      onClick={onClick}
      {...aria(toggles ? { role: 'switch', checked: chosen, label } : { role: 'button', label })}
    >
      <View className={chosen ? 'filter filter--chosen' : 'filter'}>
        {icon && <Icon name={icon} size="small" />}
        {text}
        {!toggles && !icon && <Icon name="chevron-down" size="small" />}
      </View>
    </View>
  )
}
