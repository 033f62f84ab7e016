import type { ImportState } from '../../../shared/contract/imports'
import { say, words } from '../../words/words'

interface Texts {
  title: string
  tabs: { benefits: string; codes: string }
  steps: { template: string; upload: string; check: string; submit: string }
  codesSteps: { template: string; upload: string; check: string; submit: string }
  templateTitle: string
  templateText: string
  codesTemplateText: string
  downloadTemplate: string
  uploadTitle: string
  drop: string
  dropHint: string
  dropCodesHint: string
  makerOnly: string
  wrongKind: string
  tooLarge: string
  sending: (percent: number) => string
  checking: string
  checkingLong: string
  stop: string
  recent: string
  emptyRecent: string
  file: string
  kind: string
  state: string
  states: Record<ImportState, string>
  result: string
  at: string
  by: string
  commandLine: string
  search: string
  mine: string
  became: string
  becameVersion: (number: number, state: string) => string
  becameLoaded: (at: string) => string
  back: string
  otherFile: string
  rows: string
  new: string
  changed: string
  unchanged: string
  wrong: string
  countsText: (good: number, wrong: number) => string
  problems: (count: number) => string
  notices: (count: number) => string
  differences: (count: number) => string
  row: string
  column: string
  reason: string
  advice: string
  wholeFile: string
  noProblems: string
  noNotices: string
  noDifferences: string
  benefit: string
  change: string
  listed: (shown: number, all: number) => string
  annotated: string
  annotatedHint: string
  repeated: string
  repeatedText: (at: string) => string
  sameAsLive: string
  sameAsLiveText: string
  incomplete: string
  incompleteText: string
  refused: string
  overlapImport: (name: string, count: number) => string
  overlapDraft: (name: string, count: number) => string
  overlaps: string
  next: string
  previous: string
  submitTitle: string
  submitText: string
  which: string
  all: (rows: number) => string
  allRefused: (wrong: number) => string
  onlyGood: (good: number, wrong: number) => string
  leftOut: (count: number) => string
  replace: string
  replaceText: string
  replaceNotPartial: string
  make: string
  made: string
  submitted: string
  openDraft: string
  codesCounts: string
  codesOnlyCounts: string
  batches: string
  batch: string
  codes: string
  validUntil: string
  noLastDay: string
  load: string
  loadTitle: string
  loadText: string
  stockToo: string
  stockTooText: string
  loaded: string
}

const texts = words<Texts>({
  zh: {
    title: '导入',
    tabs: { benefits: '权益表格', codes: '卡密批次' },
    steps: { template: '下载模板', upload: '上传文件', check: '检查', submit: '生成草稿' },
    codesSteps: { template: '下载模板', upload: '上传文件', check: '检查', submit: '申请装入' },
    templateTitle: '从模板开始',
    templateText: '模板带下拉列表、一行示例和填写说明。已有表格也可以直接上传，列名与模板一致即可。',
    codesTemplateText: '每行一个卡密：权益编号、卡密，可填批次和有效期至。卡密格式设为文本，不会丢掉前面的 0。',
    downloadTemplate: '下载模板（.xlsx）',
    uploadTitle: '上传填好的文件',
    drop: '把文件拖到这里，或点击选择',
    dropHint: '.xlsx 或 .csv（UTF-8、GB18030 都可以），不超过 20 MB、100,000 行。上传只做检查，不改动任何内容。',
    dropCodesHint: '.xlsx 或 .csv，不超过 20 MB。卡密到达即加密，页面上只显示数量。',
    makerOnly: '您的角色可以查看，不能上传。',
    wrongKind: '请选择 .xlsx 或 .csv 文件',
    tooLarge: '文件超过 20 MB，请分成几个',
    sending: (percent) => `正在上传 ${percent}%`,
    checking: '正在检查每一行…',
    checkingLong: '文件较大，还在检查；可以离开这一页，稍后回来看结果。',
    stop: '取消',
    recent: '最近的导入',
    emptyRecent: '还没有导入过文件',
    file: '文件',
    kind: '种类',
    state: '状态',
    states: { checking: '检查中', checked: '已检查', refused: '无法读取', submitted: '已提交' },
    result: '结果',
    at: '上传于',
    by: '上传人',
    commandLine: '命令行',
    search: '文件名、上传人或登录名',
    mine: '我上传的',
    became: '去向',
    becameVersion: (number, state) => `第 ${number} 版 · ${state}`,
    becameLoaded: (at) => `${at} 装入`,
    back: '返回导入',
    otherFile: '换一个文件',
    rows: '总行数',
    new: '新增',
    changed: '变更',
    unchanged: '未变',
    wrong: '有问题',
    countsText: (good, wrong) => (wrong === 0 ? `${good} 行，没有问题` : `${good} 行可用，${wrong} 行有问题`),
    problems: (count) => `问题 ${count}`,
    notices: (count) => `提醒 ${count}`,
    differences: (count) => `差异 ${count}`,
    row: '行',
    column: '列',
    reason: '原因',
    advice: '怎样改',
    wholeFile: '整个文件',
    noProblems: '没有发现问题',
    noNotices: '没有提醒',
    noDifferences: '与线上目录没有差别',
    benefit: '权益',
    change: '变化',
    listed: (shown, all) => `列出 ${shown} 处，共 ${all} 处；下载的文件里有全部`,
    annotated: '下载带「错误原因」的文件',
    annotatedHint: '您的原表，每行最后多一列说明；改好后可直接再上传',
    repeated: '这个文件上传过',
    repeatedText: (at) => `内容完全相同，没有新建导入。下面是 ${at} 那一次的结果。`,
    sameAsLive: '与线上目录完全相同',
    sameAsLiveText: '没有新增或变更，不需要提交。',
    incomplete: '文件有一部分读不出来',
    incompleteText: '不知道还写了什么，所以连没有问题的行也不能单独导入。请照下面的原因改好再上传。',
    refused: '这个文件无法导入',
    overlapImport: (name, count) => `还没提交的导入「${name}」也写了其中 ${count} 项：`,
    overlapDraft: (name, count) => `草稿第 ${name} 版也改了其中 ${count} 项：`,
    overlaps: '同样的权益别处也在改，请先与同事确认以哪一个为准',
    next: '下一步：生成草稿',
    previous: '上一步',
    submitTitle: '生成草稿',
    submitText: '生成一个草稿版本，线上目录不变。看过差异和预览后，再从草稿送审。',
    which: '导入哪些行',
    all: (rows) => `全部 ${rows} 行，有一行不对就都不导入`,
    allRefused: (wrong) => `有 ${wrong} 行不对，现在不能全部导入`,
    onlyGood: (good, wrong) => `只导入没有问题的 ${good} 行，跳过 ${wrong} 行`,
    leftOut: (count) =>
      `线上有 ${count} 项权益不在文件里：默认保留；提交时勾选「文件里没有的权益一并下线」才会下线，并列入差异。`,
    replace: '文件里没有的权益一并下线',
    replaceText: '勾选后，草稿发布时线上有而文件里没有的权益会下线。不勾选则保留。',
    replaceNotPartial: '跳过有问题的行时不能勾选：跳过的权益也会被下线。',
    make: '生成草稿',
    made: '草稿已生成，线上目录还没有变',
    submitted: '已生成草稿',
    openDraft: '打开草稿',
    codesCounts: '各权益的卡密数量',
    codesOnlyCounts: '只显示数量，任何人都看不到卡密本身。',
    batches: '批次',
    batch: '批次',
    codes: '卡密数',
    validUntil: '有效期至',
    noLastDay: '不限',
    load: '申请装入卡密',
    loadTitle: '申请装入卡密',
    loadText: '卡密动到价值，须由另一人复核后才进入卡密池。',
    stockToo: '同时按数量增加库存',
    stockTooText: '不勾选则只补充卡密，库存不变。',
    loaded: '这批卡密已经装入',
  },
  en: {
    title: 'Import',
    tabs: { benefits: 'Benefits', codes: 'Batches of codes' },
    steps: { template: 'Template', upload: 'Upload', check: 'Check', submit: 'Make a draft' },
    codesSteps: { template: 'Template', upload: 'Upload', check: 'Check', submit: 'Ask to load' },
    templateTitle: 'Begin with the template',
    templateText:
      'It has drop-downs, an example row and notes. A table of your own will do, if its columns are named as in the template.',
    codesTemplateText:
      'One code a row: the benefit, the code, and perhaps batch and last day. Codes are formatted as text, so that no zero is lost.',
    downloadTemplate: 'Download the template (.xlsx)',
    uploadTitle: 'Upload your file',
    drop: 'Drop the file here, or click to choose one',
    dropHint: '.xlsx or .csv (UTF-8 or GB18030), up to 20 MB and 100,000 rows. It is only checked; nothing changes.',
    dropCodesHint: '.xlsx or .csv, up to 20 MB. Codes are encrypted as they arrive; this page shows counts alone.',
    makerOnly: 'Your role may look, and not upload.',
    wrongKind: 'Please choose an .xlsx or .csv file',
    tooLarge: 'The file is larger than 20 MB; please divide it',
    sending: (percent) => `Sending, ${percent}%`,
    checking: 'Checking every row…',
    checkingLong: 'A large file, and still being checked; you may leave and come back.',
    stop: 'Cancel',
    recent: 'Recent imports',
    emptyRecent: 'No file was imported yet',
    file: 'File',
    kind: 'Kind',
    state: 'State',
    states: { checking: 'Being checked', checked: 'Checked', refused: 'Unreadable', submitted: 'Submitted' },
    result: 'Result',
    at: 'Uploaded',
    by: 'Sent by',
    commandLine: 'Command line',
    search: 'File, sender or login',
    mine: 'Mine',
    became: 'What became of it',
    becameVersion: (number, state) => `Version ${number} · ${state}`,
    becameLoaded: (at) => `Loaded ${at}`,
    back: 'Back to imports',
    otherFile: 'Another file',
    rows: 'Rows',
    new: 'New',
    changed: 'Changed',
    unchanged: 'Unchanged',
    wrong: 'Wrong',
    countsText: (good, wrong) => (wrong === 0 ? `${good} rows, nothing wrong` : `${good} rows good, ${wrong} wrong`),
    problems: (count) => `Problems ${count}`,
    notices: (count) => `Notices ${count}`,
    differences: (count) => `Differences ${count}`,
    row: 'Row',
    column: 'Column',
    reason: 'Reason',
    advice: 'What to do',
    wholeFile: 'Whole file',
    noProblems: 'Nothing wrong was found',
    noNotices: 'No notices',
    noDifferences: 'No difference from what is live',
    benefit: 'Benefit',
    change: 'Change',
    listed: (shown, all) => `${shown} of ${all} are listed; the file to be downloaded has all`,
    annotated: 'Download the file with its reasons',
    annotatedHint: 'Your own table with one more column; correct it and upload it again as it is',
    repeated: 'This file was uploaded before',
    repeatedText: (at) => `Nothing in it is different, so no new import was made. This is the one of ${at}.`,
    sameAsLive: 'Just as it is live',
    sameAsLiveText: 'Nothing new or changed; there is nothing to submit.',
    incomplete: 'A part of the file cannot be read',
    incompleteText:
      'Nobody knows what else it says, so not even its good rows can be imported. Correct what is listed and upload it again.',
    refused: 'This file cannot be imported',
    overlapImport: (name, count) => `The import “${name}”, not finished, has ${count} of them:`,
    overlapDraft: (name, count) => `The draft of version ${name} changes ${count} of them:`,
    overlaps: 'These benefits are being changed elsewhere, too: ask your colleagues which one is meant',
    next: 'Next: make a draft',
    previous: 'Back',
    submitTitle: 'Make a draft',
    submitText: 'This makes a draft; nothing live changes. Look at its difference and preview, then submit the draft.',
    which: 'Which rows',
    all: (rows) => `All ${rows} rows; one wrong row stops all of them`,
    allRefused: (wrong) => `${wrong} rows are wrong, so that not all can be imported now`,
    onlyGood: (good, wrong) => `Only the ${good} good rows, leaving out ${wrong}`,
    leftOut: (count) =>
      `${count} live benefits are not in the file. They stay, unless you choose to retire what the file does not have; then the difference lists them.`,
    replace: 'Retire benefits that the file does not have',
    replaceText: 'When the draft goes live, what is live and not in the file is retired. Otherwise it stays.',
    replaceNotPartial: 'Not while wrong rows are left out: their benefits would be retired, too.',
    make: 'Make the draft',
    made: 'The draft is made; nothing live has changed',
    submitted: 'A draft was made of it',
    openDraft: 'Open the draft',
    codesCounts: 'Codes of each benefit',
    codesOnlyCounts: 'Counts alone: nobody sees the codes themselves.',
    batches: 'Batches',
    batch: 'Batch',
    codes: 'Codes',
    validUntil: 'Last moment',
    noLastDay: 'None',
    load: 'Ask to load the codes',
    loadTitle: 'Ask to load the codes',
    loadText: 'Codes are worth something, so another person has to approve before they come into the pool.',
    stockToo: 'Let the stock grow by as many',
    stockTooText: 'Otherwise only codes are added and the stock stays.',
    loaded: 'These codes have been loaded',
  },
})

export const importTexts = () => say(texts)
