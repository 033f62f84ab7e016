import type { RowKind, VersionState } from '../../../shared/contract/versions'
import { say, words } from '../../words/words'

interface Texts {
  title: string
  version: (number: number) => string
  states: Record<VersionState, string>
  kinds: Record<RowKind, string>
  sources: { desk: string; command: string }
  number: string
  state: string
  note: string
  madeBy: string
  madeAt: string
  when: string
  editors: string
  basedOn: string
  commandLine: string
  atOnce: string
  goesLive: (at: string) => string
  liveSince: (at: string) => string
  liveUntil: (from: string, until: string) => string
  failedToPublish: string
  emptyList: string
  begin: string
  beginTitle: string
  from: string
  fromLive: string
  fromEmpty: string
  fromEmptyHint: string
  noteHint: string
  importTable: string
  back: string
  restore: string
  restoreTitle: (number: number) => string
  restoreHint: string
  editLive: string
  discard: string
  discardTitle: string
  discardText: string
  submit: string
  submitTitle: (number: number) => string
  submitText: string
  publishWhen: string
  publishAtOnce: string
  publishLater: string
  publishAt: string
  shanghai: string
  withdraw: string
  withdrawText: string
  openRequest: string
  waiting: (who: string, at: string) => string
  decided: (who: string, at: string) => string
  rejected: string
  ownSubmission: string
  changedMeanwhile: (count: number) => string
  changedMeanwhileText: string
  rebase: string
  rebased: (taken: number, kept: number) => string
  problems: (count: number) => string
  differences: string
  preview: string
  benefit: string
  kind: string
  changes: string
  points: string
  stock: string
  live: string
  issued: (count: number) => string
  down: (at: string) => string
  searchRows: string
  emptyRows: string
  noChanges: string
  isNew: string
  isRemoved: string
  isMoved: string
  before: string
  after: string
  field: string
  edit: string
  add: string
  remove: string
  removeAll: (count: number) => string
  takeDownAll: (count: number) => string
  removeTitle: (title: string) => string
  removeText: string
  takeDown: string
  takeDownTitle: (title: string) => string
  takeDownText: string
  takenDown: string
  takenDownText: string
  more: string
  required: string
  timeNeeded: string
}

const texts = words<Texts>({
  zh: {
    title: '权益目录',
    version: (number) => `第 ${number} 版`,
    states: {
      draft: '草稿',
      in_review: '待复核',
      scheduled: '待发布',
      live: '线上',
      retired: '已下线',
      discarded: '已丢弃',
    },
    kinds: { new: '新增', changed: '变更', moved: '移位', removed: '移除', unchanged: '未变' },
    sources: { desk: '控制台', command: '命令行' },
    number: '版本',
    state: '状态',
    note: '备注',
    madeBy: '制单人',
    madeAt: '起草于',
    when: '上线',
    editors: '修改过的人',
    basedOn: '起草自',
    commandLine: '命令行',
    atOnce: '复核通过后立即发布',
    goesLive: (at) => `${at} 发布（北京时间）`,
    liveSince: (at) => `${at} 起`,
    liveUntil: (from, until) => `${from} 至 ${until}`,
    failedToPublish: '到了发布时间却没能发布',
    emptyList: '还没有版本。从空白起草，或导入一个表格。',
    begin: '起草新版本',
    beginTitle: '起草新版本',
    from: '从哪里开始',
    fromLive: '线上目录',
    fromEmpty: '空白',
    fromEmptyHint: '从空白开始的版本发布后，没有写进去的权益都会下线。',
    noteHint: '给同事看的一句话，可不填',
    importTable: '导入表格',
    back: '返回版本列表',
    restore: '恢复为新草稿',
    restoreTitle: (number) => `以第 ${number} 版起草`,
    restoreHint: '内容照旧版，库存与分批放量用现在的。新草稿同样要经过复核。',
    editLive: '修改线上目录',
    discard: '丢弃草稿',
    discardTitle: '丢弃这个草稿？',
    discardText: '草稿里的内容不再保留，版本号不会重新使用。线上目录不受影响。',
    submit: '送审',
    submitTitle: (number) => `送审第 ${number} 版`,
    submitText: '送审后内容冻结，由另一人复核；改过它的人都不能复核它。',
    publishWhen: '什么时候发布',
    publishAtOnce: '复核通过后立即',
    publishLater: '定时',
    publishAt: '发布时间',
    shanghai: '北京时间，与这台电脑的时区无关',
    withdraw: '撤回',
    withdrawText: '撤回后回到草稿，可以再改、再送审。',
    openRequest: '查看审批单',
    waiting: (who, at) => `${who} 于 ${at} 送审，等待另一人复核`,
    decided: (who, at) => `${who} 于 ${at} 复核`,
    rejected: '上次送审被驳回',
    ownSubmission: '这是您送审的，须由没有改过它的另一人复核。',
    changedMeanwhile: (count) => `起草之后，线上有 ${count} 项权益变了`,
    changedMeanwhileText: '送审前须先并入。两边都改过的，保留草稿里的写法。',
    rebase: '并入线上的变化',
    rebased: (taken, kept) => `已并入 ${taken} 项；${kept} 项两边都改过，保留草稿的写法`,
    problems: (count) => `还有 ${count} 处问题，改好才能送审`,
    differences: '与线上的差异',
    preview: '小程序预览',
    benefit: '权益',
    kind: '与线上相比',
    changes: '改了什么',
    points: '积分',
    stock: '库存',
    live: '线上现状',
    issued: (count) => `已兑 ${count}`,
    down: (at) => `${at} 起紧急下架`,
    searchRows: '搜编号或名称',
    emptyRows: '没有符合条件的权益',
    noChanges: '与线上一致',
    isNew: '线上没有，发布后上架',
    isRemoved: '发布后下线，已兑换的不受影响',
    isMoved: '只换了位置',
    before: '线上',
    after: '这个版本',
    field: '项目',
    edit: '修改',
    add: '新增权益',
    remove: '移除',
    removeAll: (count) => `移除 ${count} 项`,
    takeDownAll: (count) => `紧急下架 ${count} 项`,
    removeTitle: (title) => `从草稿中移除「${title}」？`,
    removeText: '发布后这项权益下线；已经兑换的照常使用。',
    takeDown: '紧急下架',
    takeDownTitle: (title) => `立即停止兑换「${title}」？`,
    takeDownText: '不经复核，马上生效；事后由另一人复核：确认下架，或者恢复。已经兑换的不受影响。',
    takenDown: '已下架',
    takenDownText: '新的兑换已停止。另一人会收到复核单。',
    more: '更多',
    required: '请填写',
    timeNeeded: '请选择晚于现在的时间',
  },
  en: {
    title: 'Catalogue',
    version: (number) => `Version ${number}`,
    states: {
      draft: 'Draft',
      in_review: 'In review',
      scheduled: 'Scheduled',
      live: 'Live',
      retired: 'Retired',
      discarded: 'Discarded',
    },
    kinds: { new: 'New', changed: 'Changed', moved: 'Moved', removed: 'Removed', unchanged: 'Unchanged' },
    sources: { desk: 'Console', command: 'Command line' },
    number: 'Version',
    state: 'State',
    note: 'Note',
    madeBy: 'Made by',
    madeAt: 'Begun',
    when: 'Live',
    editors: 'Edited by',
    basedOn: 'Based on',
    commandLine: 'Command line',
    atOnce: 'As soon as it is approved',
    goesLive: (at) => `${at}, Shanghai time`,
    liveSince: (at) => `since ${at}`,
    liveUntil: (from, until) => `${from} to ${until}`,
    failedToPublish: 'It could not go live when its time had come',
    emptyList: 'No version yet. Begin one, or import a table.',
    begin: 'New version',
    beginTitle: 'Begin a new version',
    from: 'Begin with',
    fromLive: 'What is live',
    fromEmpty: 'Nothing',
    fromEmptyHint: 'When it goes live, every benefit that it does not have is retired.',
    noteHint: 'A word for colleagues; may stay empty',
    importTable: 'Import a table',
    back: 'Back to all versions',
    restore: 'Restore as a draft',
    restoreTitle: (number) => `Begin from version ${number}`,
    restoreHint: 'Its content as it was, with the stock and portions of now. It needs a review like any other.',
    editLive: 'Edit what is live',
    discard: 'Discard draft',
    discardTitle: 'Discard this draft?',
    discardText: 'Its content is not kept, and its number is not used again. Nothing live changes.',
    submit: 'Submit for review',
    submitTitle: (number) => `Submit version ${number}`,
    submitText: 'Its content is frozen until another person decides; nobody who edited it may approve it.',
    publishWhen: 'When it goes live',
    publishAtOnce: 'As soon as it is approved',
    publishLater: 'At a time',
    publishAt: 'Time',
    shanghai: 'Shanghai time, whatever the zone of this computer',
    withdraw: 'Withdraw',
    withdrawText: 'It becomes a draft again, to be changed and submitted anew.',
    openRequest: 'Open the request',
    waiting: (who, at) => `Submitted by ${who}, ${at}; waits for another person`,
    decided: (who, at) => `Decided by ${who}, ${at}`,
    rejected: 'It was rejected when submitted last',
    ownSubmission: 'You submitted this, so somebody who did not edit it has to check it.',
    changedMeanwhile: (count) => `${count} benefits changed live since this draft was begun`,
    changedMeanwhileText:
      'They have to be taken over before it is submitted. What both changed stays as the draft has it.',
    rebase: 'Take over what changed',
    rebased: (taken, kept) => `${taken} taken over; ${kept} changed on both sides and stay as the draft has them`,
    problems: (count) => `${count} problems to be mended before it can be submitted`,
    differences: 'Difference from live',
    preview: 'As cardholders see it',
    benefit: 'Benefit',
    kind: 'Against live',
    changes: 'What changes',
    points: 'Points',
    stock: 'Stock',
    live: 'Live now',
    issued: (count) => `${count} issued`,
    down: (at) => `taken down since ${at}`,
    searchRows: 'Id or title',
    emptyRows: 'No such benefits',
    noChanges: 'As it is live',
    isNew: 'Not live; comes with this version',
    isRemoved: 'Retired with this version; what was redeemed stays',
    isMoved: 'Another place only',
    before: 'Live',
    after: 'This version',
    field: 'Field',
    edit: 'Edit',
    add: 'Add a benefit',
    remove: 'Remove',
    removeAll: (count) => `Remove ${count}`,
    takeDownAll: (count) => `Take down ${count} now`,
    removeTitle: (title) => `Remove “${title}” from the draft?`,
    removeText: 'It is retired when the draft goes live; what was redeemed stays.',
    takeDown: 'Take down now',
    takeDownTitle: (title) => `Stop “${title}” at once?`,
    takeDownText:
      'This needs nobody else and works at once. Another person reviews it afterwards: it stays down, or comes back. What was redeemed stays.',
    takenDown: 'Taken down',
    takenDownText: 'Nobody can redeem it any more. Another person is asked to review that.',
    more: 'More',
    required: 'Please fill this in',
    timeNeeded: 'Please choose a time to come',
  },
})

export const versionTexts = () => say(texts)
