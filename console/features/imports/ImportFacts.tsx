import { Descriptions } from 'antd'
import type { ImportLine } from '../../../shared/contract/imports'
import { formatMoment } from '../../words/moments'
import { Became, ImportTag, senderText } from './RecentImports'
import { importTexts } from './words'

/** Who sent a file and when, and what became of it. */
export function ImportFacts({ line }: { line: ImportLine }) {
  const texts = importTexts()
  const { state, madeBy, madeAt } = line
  const items = [
    { key: 'state', label: texts.state, children: <ImportTag state={state} /> },
    { key: 'by', label: texts.by, children: senderText(madeBy) },
    { key: 'at', label: texts.at, children: <span className="figures">{formatMoment(madeAt)}</span> },
    { key: 'became', label: texts.became, children: <Became line={line} /> },
  ]
  return <Descriptions size="small" column={4} items={items} />
}
