import { say, words } from '../../words/words'

const texts = words({
  zh: {
    columns: '显示的列',
    exporting: '导出',
    exported: (count: number) => `已导出 ${count} 行`,
    exportedPart: (count: number) => `行数过多，只导出了前 ${count} 行；请缩小筛选范围`,
    more: '加载更多',
    loaded: (count: number, hasMore: boolean) => (hasMore ? `已加载 ${count} 行，还有更多` : `共 ${count} 行`),
    chosen: (count: number) => `已选 ${count} 行`,
    empty: '没有符合条件的记录',
    clear: '清除筛选',
    from: '从',
    until: '到',
    all: '全部',
    slash: '按 / 可直接搜索',
  },
  en: {
    columns: 'Columns',
    exporting: 'Export',
    exported: (count) => `${count} rows exported`,
    exportedPart: (count) => `Too many rows: only the first ${count} were exported. Narrow the filter.`,
    more: 'Load more',
    loaded: (count, hasMore) => (hasMore ? `${count} rows loaded, and there are more` : `${count} rows`),
    chosen: (count) => `${count} rows chosen`,
    empty: 'Nothing here',
    clear: 'Clear filters',
    from: 'From',
    until: 'Until',
    all: 'All',
    slash: 'Press / to search',
  },
})

export const listTexts = () => say(texts)
