import { Card, Flex, Statistic, theme } from 'antd'
import type { ImportCounts as Counts } from '../../../shared/contract/imports'
import { importTexts } from './words'

/** What the file would do, in five numbers. */
export function ImportCounts({ counts }: { counts: Counts }) {
  const texts = importTexts()
  const { token } = theme.useToken()
  const figures = [
    { key: 'rows', title: texts.rows, value: counts.rows },
    { key: 'new', title: texts.new, value: counts.new },
    { key: 'changed', title: texts.changed, value: counts.changed },
    { key: 'unchanged', title: texts.unchanged, value: counts.unchanged },
    { key: 'wrong', title: texts.wrong, value: counts.wrong },
  ]
  return (
    <Flex gap={16}>
      {figures.map(({ key, title, value }) => (
        <Card key={key} size="small" style={{ flex: 1 }}>
          <Statistic
            title={title}
            value={value}
            className="figures"
            styles={key === 'wrong' && value > 0 ? { content: { color: token.colorErrorText } } : undefined}
          />
        </Card>
      ))}
    </Flex>
  )
}
