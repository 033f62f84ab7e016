import { Table, Typography } from 'antd'
import type { StockShown } from '../../../shared/contract/stock'
import { formatPoints } from '../../../shared/values/points'
import { formatMoment } from '../../words/moments'
import { stockTexts } from './words'

/** Codes that nobody has, by batch: counts alone. */
export function Batches({ line: { supplier, freeCodes } }: { line: StockShown }) {
  const texts = stockTexts()
  if (supplier !== null) return <Typography.Text type="secondary">{texts.noCodes(supplier)}</Typography.Text>
  if (freeCodes.length === 0) return <Typography.Text type="secondary">{texts.emptyPool}</Typography.Text>
  return (
    <Table<StockShown['freeCodes'][number]>
      rowKey={({ batchId, validUntil }) => `${batchId} ${validUntil}`}
      size="small"
      pagination={false}
      dataSource={freeCodes}
      columns={[
        { title: texts.batch, className: 'figures', render: (_, { batchId }) => batchId ?? texts.noBatch },
        {
          title: texts.validUntil,
          className: 'figures',
          render: (_, { validUntil }) => (validUntil ? formatMoment(validUntil) : texts.noLastDay),
        },
        { title: texts.free, align: 'right', className: 'figures', render: (_, { free }) => formatPoints(free) },
      ]}
    />
  )
}
