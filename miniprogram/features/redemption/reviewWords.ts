import { say, words } from '../../words/words'

interface ReviewWords {
  title: string
  /** In place of what is under way. */
  tag: string
  by: (moment: string) => string
  late: string
  held: (points: string) => string
  why: string
  clearText: string
  clear: string
  clearTitle: string
  clearAndGet: string
  clearing: string
  waitText: string
}

const texts = words<ReviewWords>({
  zh: {
    title: '安全核对中',
    tag: '安全核对中',
    by: (moment) => `${moment} 前有结果，会通知您。`,
    late: '比承诺的久了一些，我们在加紧核对，结果会通知您。',
    held: (points) => `${points} 积分已预留，没有放行会原路退回。`,
    why: '为什么要核对',
    clearText: '是您本人的话，验证一下就能马上放行。',
    clear: '现在验证',
    clearTitle: '验证是您本人',
    clearAndGet: '验证并放行',
    clearing: '正在放行…',
    waitText: '由工作人员核对，您不用做什么。',
  },
  en: {
    title: 'Being checked',
    tag: 'Being checked',
    by: (moment) => `You will know by ${moment}, and be told.`,
    late: 'It takes longer than promised. We are on it, and you will be told.',
    held: (points) => `${points} points are held, and come back if it is not released.`,
    why: 'Why it is checked',
    clearText: 'If it was you, verify it and it is released at once.',
    clear: 'Verify now',
    clearTitle: 'Verify that it is you',
    clearAndGet: 'Verify and release',
    clearing: 'Releasing…',
    waitText: 'Our staff looks at it; there is nothing for you to do.',
  },
})

export const reviewWords = () => say(texts)
