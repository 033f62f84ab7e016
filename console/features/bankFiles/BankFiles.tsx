import { Alert, Flex, Table, Tag, Typography } from 'antd'
import type { BankFile } from '../../../shared/contract/bankFiles'
import { formatPoints } from '../../../shared/values/points'
import { server } from '../../server/server'
import type { ListColumn } from '../../ui/list/columns'
import { ListPage } from '../../ui/list/ListPage'
import { formatMoment } from '../../words/moments'
import { say } from '../../words/words'
import { bankFileTexts } from './words'

type Taken = Extract<BankFile, { outcome: 'taken' }>
type Problem = BankFile['problems'][number]

const outcomes = ['taken', 'unfinished', 'refused'] as const
type Outcome = (typeof outcomes)[number]
const colours: Record<Outcome, string> = { taken: 'green', unfinished: 'gold', refused: 'red' }

function outcomeOf(file: BankFile): Outcome {
  if (file.outcome === 'refused') return 'refused'
  return file.unfinished ? 'unfinished' : 'taken'
}

/** What the bank sent day by day, and what came of it; files that were refused say why. */
export function BankFiles() {
  const texts = bankFileTexts()
  const options = outcomes.map((value) => ({ value, label: texts.outcomes[value] }))
  return (
    <ListPage<BankFile>
      name="bank-files"
      source="operators.bankFiles"
      title={texts.title}
      rowKey={({ file, at }) => `${file} ${at}`}
      columns={columns()}
      filters={[
        { kind: 'text', name: 'q', placeholder: texts.search },
        { kind: 'choice', name: 'outcome', label: texts.outcome, options },
      ]}
      empty={texts.empty}
      expanded={(file) => <Problems file={file} />}
      ask={async ({ filters: { q = '', outcome } }) => {
        const { files } = await server.operators.bankFiles({ query: {} })
        const wanted = (file: BankFile) =>
          file.file.toLowerCase().includes(q.toLowerCase()) && (!outcome || outcomeOf(file) === outcome)
        return { items: files.filter(wanted), next: null }
      }}
    >
      <Typography.Paragraph type="secondary">{texts.about}</Typography.Paragraph>
    </ListPage>
  )
}

function Problems({ file }: { file: BankFile }) {
  const texts = bankFileTexts()
  const { problems } = file
  const all = file.outcome === 'refused' ? file.problemCount : file.refused
  return (
    <Flex vertical gap={8}>
      {outcomeOf(file) === 'unfinished' && <Alert type="warning" showIcon title={texts.again} />}
      {problems.length === 0 && <Typography.Text type="secondary">{texts.nothingWrong}</Typography.Text>}
      {problems.length < all && <Typography.Text type="secondary">{texts.more(problems.length, all)}</Typography.Text>}
      {problems.length > 0 && (
        <Table<Problem>
          size="small"
          rowKey={({ row, column, code }) => `${row} ${column} ${code}`}
          dataSource={problems}
          pagination={problems.length > 10 && { pageSize: 10, showSizeChanger: false }}
          columns={[
            { title: texts.row, dataIndex: 'row', width: 90, className: 'figures' },
            { title: texts.column, dataIndex: 'column', width: 180 },
            { title: texts.reason, render: (_, problem) => say(problem) },
            { title: texts.code, dataIndex: 'code', width: 200 },
          ]}
        />
      )}
    </Flex>
  )
}

function columns(): ListColumn<BankFile>[] {
  const texts = bankFileTexts()
  const count = (key: string, title: string, of: (file: Taken) => number): ListColumn<BankFile> => ({
    key,
    title,
    width: 90,
    align: 'right',
    render: (file) => (file.outcome === 'taken' ? formatPoints(of(file)) : '–'),
    cell: (file) => (file.outcome === 'taken' ? of(file) : null),
  })
  return [
    {
      key: 'file',
      title: texts.file,
      render: ({ file }) => file,
      cell: ({ file }) => file,
      sort: (one, other) => one.file.localeCompare(other.file),
    },
    {
      key: 'outcome',
      title: texts.outcome,
      width: 90,
      render: (file) => <Tag color={colours[outcomeOf(file)]}>{texts.outcomes[outcomeOf(file)]}</Tag>,
      cell: (file) => texts.outcomes[outcomeOf(file)],
    },
    {
      key: 'day',
      title: texts.day,
      width: 110,
      render: (file) => <span className="figures">{file.outcome === 'taken' ? file.day : '–'}</span>,
      cell: (file) => (file.outcome === 'taken' ? file.day : null),
    },
    count('rows', texts.rows, ({ rows }) => rows),
    count('taken', texts.taken, ({ taken }) => taken),
    { ...count('repeated', texts.repeated, ({ repeated }) => repeated), hidden: true },
    { ...count('waiting', texts.waiting, ({ waiting }) => waiting), hidden: true },
    count('contradicted', texts.contradicted, ({ refused }) => refused),
    { ...count('unmatched', texts.unmatched, ({ unmatched }) => unmatched), hidden: true },
    count('points', texts.points, ({ points }) => points),
    {
      key: 'at',
      title: texts.at,
      width: 170,
      render: ({ at }) => <span className="figures">{formatMoment(at)}</span>,
      cell: ({ at }) => formatMoment(at),
      sort: (one, other) => (one.at < other.at ? -1 : 1),
    },
  ]
}
