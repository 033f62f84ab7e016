import { useState } from 'react'
import { Choices } from './Choices'
import type { IconName } from './Icon'
import { Row } from './Row'
import { Sheet } from './Sheet'

interface ChoiceSheetProps<T extends string> {
  title: string
  choices: { value: T; text: string; note?: string }[]
  chosen: T
  /** Called for the one that is chosen already, too; the caller closes the sheet. */
  onChoose: (value: T) => void
  onClose: () => void
}

/** One choice of a few, asked in a dialog; tapping one is choosing it. */
export function ChoiceSheet<T extends string>({ title, onClose, ...rest }: ChoiceSheetProps<T>) {
  return (
    <Sheet title={title} onClose={onClose}>
      <Choices label={title} {...rest} />
    </Sheet>
  )
}

interface SelectProps<T extends string> extends Omit<ChoiceSheetProps<T>, 'onClose'> {
  icon?: IconName
  note?: string
  disabled?: boolean
}

/** A line that shows what is chosen and lets something else be chosen. */
export function Select<T extends string>({ title, icon, note, disabled = false, ...rest }: SelectProps<T>) {
  const [isOpen, setOpen] = useState(false)
  const text = rest.choices.find(({ value }) => value === rest.chosen)?.text
  const choose = (value: T) => {
    setOpen(false)
    if (value !== rest.chosen) rest.onChoose(value)
  }
  return (
    <>
      <Row icon={icon} title={title} note={note} end={text} onClick={disabled ? undefined : () => setOpen(true)} />
      {isOpen && <ChoiceSheet title={title} {...rest} onChoose={choose} onClose={() => setOpen(false)} />}
    </>
  )
}
