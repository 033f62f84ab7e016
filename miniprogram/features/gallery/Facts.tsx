import { View } from '@tarojs/components'
import { Amount } from '../../ui/Amount'
import { Card } from '../../ui/Card'
import { Notice } from '../../ui/Notice'
import { Progress } from '../../ui/Progress'
import { Row } from '../../ui/Row'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { galleryWords } from './words'

const nothing = () => {}
const sizes = ['small', 'normal', 'large', 'display'] as const
const tagTones = ['quiet', 'brand', 'gold', 'good', 'warn', 'danger'] as const
const noticeTones = ['info', 'good', 'warn', 'danger'] as const

export function Facts() {
  return (
    <>
      <Numbers />
      <Rows />
      <Notices />
    </>
  )
}

function Numbers() {
  const words = galleryWords()
  return (
    <>
      <Card title="Amount">
        {sizes.map((size) => (
          <View key={size} className="gallery__line">
            <Amount value={1_234_567} size={size} />
            <Amount value={-52} size={size} signed bare tone="faint" />
            <Amount value={52} size={size} signed tone="brand" />
          </View>
        ))}
      </Card>
      <Card title="Tag">
        <View className="gallery__line">
          {tagTones.map((tone) => (
            <Tag key={tone} tone={tone}>
              {words.tabs.usable}
            </Tag>
          ))}
        </View>
      </Card>
      <Card title="Progress">
        <View className="gallery__stack">
          <Progress value={0} max={10_000} label={words.growth} text="0" />
          <Progress value={6_200} max={10_000} label={words.growth} text={words.growthText} />
          <Progress value={10_000} max={10_000} label={words.growth} text="10,000" />
        </View>
      </Card>
    </>
  )
}

function Rows() {
  const words = galleryWords()
  return (
    <>
      <Section title="Section" link={{ text: words.browse, onClick: nothing }} />
      <Card title="Row" flush>
        <Row title={words.benefit} />
        <Row title={words.benefit} end="1,280" />
        <Row icon="card" title={words.benefit} onClick={nothing} />
        <Row icon="clock" title={words.longBenefit} end={words.month} onClick={nothing} />
        <Row icon="gift" title={words.benefit} note={words.note} end={<Tag tone="gold">1,280</Tag>} onClick={nothing} />
        <Row title={words.longBenefit} note={words.note} />
      </Card>
    </>
  )
}

function Notices() {
  const words = galleryWords()
  return (
    <Card title="Notice">
      <View className="gallery__stack">
        {noticeTones.map((tone, index) => (
          <Notice key={tone} tone={tone}>
            {words.tones[index]}
          </Notice>
        ))}
        {noticeTones.map((tone, index) => (
          <Notice key={tone} tone={tone} action={{ text: words.next, onClick: nothing }}>
            {words.tones[index]}
          </Notice>
        ))}
      </View>
    </Card>
  )
}
