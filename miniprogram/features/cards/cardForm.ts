import type { BindField } from './placeOfRefusal'
import { cardsWords } from './words'

export interface CardForm {
  name: string
  last4: string
  /** Undefined: the verified WeChat number is used. */
  phone: string | undefined
}

export type Marks = Partial<Record<BindField, string>>

/** What is missing before the bank needs to be asked, by field. */
export function marksOf({ name, last4, phone }: CardForm): Marks {
  const words = cardsWords()
  const marks: Marks = {}
  if (name.trim() === '') marks.name = words.needName
  if (!/^\d{4}$/.test(last4)) marks.last4 = words.needLast4
  if (phone !== undefined && !/^1\d{10}$/.test(phone)) marks.phone = words.needPhone
  return marks
}
