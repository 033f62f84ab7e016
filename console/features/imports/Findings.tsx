import { Button, Flex, Table, Tabs, Tag, Typography } from 'antd'
import type { ReactNode } from 'react'
import type { ImportDifference, ImportProblem, ImportShown } from '../../../shared/contract/imports'
import { server } from '../../server/server'
import { type Pages, usePages } from '../../server/usePages'
import { EmptyState } from '../../ui/EmptyState'
import { listTexts } from '../../ui/list/words'
import { say } from '../../words/words'
import { ChangeTable } from '../catalogue/CellChanges'
import { columnName } from '../catalogue/columnWords'
import { importTexts } from './words'

/** Everything that was found: what is wrong, what is worth knowing, and what differs from what is live. */
export function Findings({ shown }: { shown: ImportShown }) {
  const texts = importTexts()
  const { counts, notices } = shown
  const problems = counts?.problems ?? shown.problems.length
  const differences = (counts?.new ?? 0) + (counts?.changed ?? 0)
  const items = [
    { key: 'problems', label: texts.problems(problems), children: <Problems shown={shown} all={problems} /> },
    {
      key: 'notices',
      label: texts.notices(counts?.notices ?? 0),
      children: <ProblemTable problems={notices} empty={texts.noNotices} />,
    },
    { key: 'differences', label: texts.differences(differences), children: <Differences shown={shown} /> },
  ]
  const isFine = problems === 0 && differences > 0
  return <Tabs defaultActiveKey={isFine ? 'differences' : 'problems'} items={items} />
}

function Problems({ shown: { id }, all }: { shown: ImportShown; all: number }) {
  const texts = importTexts()
  const pages = usePages<ImportProblem>(`problems ${id}`, async (problemsFrom) => {
    const { problems, nextProblems } = await server.imports.import({
      params: { importId: id },
      query: { problemsFrom },
    })
    return { items: problems, next: nextProblems }
  })
  return (
    <WithMore pages={pages} said={texts.listed(pages.items.length, all)}>
      <ProblemTable problems={pages.items} isLoading={pages.isLoading} empty={texts.noProblems} />
    </WithMore>
  )
}

/** Also used for a file of codes, whose columns are others. */
export function ProblemTable({
  problems,
  empty,
  isLoading = false,
}: {
  problems: readonly ImportProblem[]
  empty: string
  isLoading?: boolean
}) {
  const texts = importTexts()
  const numbered = problems.map((problem, at) => ({ ...problem, at }))
  return (
    <Table
      rowKey="at"
      size="middle"
      tableLayout="fixed"
      dataSource={numbered}
      loading={isLoading}
      pagination={false}
      locale={{ emptyText: isLoading ? ' ' : <EmptyState text={empty} /> }}
      columns={[
        { title: texts.row, width: 90, className: 'figures', render: (_, { row }) => (row > 0 ? row : '–') },
        { title: texts.column, width: 220, render: (_, problem) => <Column problem={problem} /> },
        { title: texts.reason, render: (_, { zh, en }) => say({ zh, en }) },
        { title: texts.advice, render: (_, { adviceZh, adviceEn }) => say({ zh: adviceZh, en: adviceEn }) },
      ]}
    />
  )
}

/** `E 积分`: the letter finds it in the spreadsheet. */
function Column({ problem: { column, header, letter } }: { problem: ImportProblem }) {
  if (column === '') return <Typography.Text type="secondary">{importTexts().wholeFile}</Typography.Text>
  return (
    <Flex gap={8} align="center">
      {letter && <Tag className="figures">{letter}</Tag>}
      <span>{say({ zh: header || column, en: columnName(column) })}</span>
    </Flex>
  )
}

function Differences({ shown: { id } }: { shown: ImportShown }) {
  const texts = importTexts()
  const pages = usePages<ImportDifference>(`differences ${id}`, async (differencesFrom) => {
    const query = { differencesFrom }
    const { differences, nextDifferences } = await server.imports.import({ params: { importId: id }, query })
    return { items: differences, next: nextDifferences }
  })
  return (
    <WithMore pages={pages}>
      <Table<ImportDifference>
        rowKey="row"
        size="middle"
        tableLayout="fixed"
        dataSource={pages.items}
        loading={pages.isLoading}
        pagination={false}
        locale={{ emptyText: pages.isLoading ? ' ' : <EmptyState text={texts.noDifferences} /> }}
        expandable={{ columnWidth: 40, expandedRowRender: ({ changes }) => <ChangeTable changes={changes} /> }}
        columns={[
          { title: texts.row, width: 90, className: 'figures', dataIndex: 'row' },
          { title: texts.benefit, render: (_, { benefitId, title }) => <Named id={benefitId} title={title} /> },
          { title: texts.change, render: (_, difference) => <WhatChanges difference={difference} /> },
        ]}
      />
    </WithMore>
  )
}

function Named({ id, title }: { id: string; title: string }) {
  return (
    <Flex vertical>
      <span>{title}</span>
      <Typography.Text type="secondary" className="figures" style={{ fontSize: 12 }}>
        {id}
      </Typography.Text>
    </Flex>
  )
}

function WhatChanges({ difference: { kind, changes } }: { difference: ImportDifference }) {
  const texts = importTexts()
  if (kind === 'new') return <Tag color="green">{texts.new}</Tag>
  return (
    <span>
      <Tag color="gold">{texts.changed}</Tag>
      {changes.map(({ column }) => columnName(column)).join('、')}
    </span>
  )
}

function WithMore<T>({ pages, said, children }: { pages: Pages<T>; said?: string; children: ReactNode }) {
  return (
    <>
      {children}
      {pages.hasMore && (
        <Flex gap={16} align="center" style={{ marginTop: 16 }}>
          <Button onClick={pages.more} loading={pages.isLoading}>
            {listTexts().more}
          </Button>
          {said && <Typography.Text type="secondary">{said}</Typography.Text>}
        </Flex>
      )}
    </>
  )
}
