import { useState } from 'react'
import { Chips } from '../../ui/Chips'
import { Page } from '../../ui/Page'
import { usePageParams } from '../../wechat/page'
import { Controls } from './Controls'
import { Facts } from './Facts'
import { Forms } from './Forms'
import './gallery.scss'
import { GalleryList } from './GalleryList'
import { GallerySheets } from './GallerySheets'
import { Order } from './Order'
import { Pictures } from './Pictures'
import { States } from './States'
import { galleryWords } from './words'

const parts = {
  controls: Controls,
  forms: Forms,
  facts: Facts,
  order: Order,
  pictures: Pictures,
  states: States,
  list: GalleryList,
  sheets: GallerySheets,
}
type Part = keyof typeof parts

/** Every component in every state, for those who build pages. It is in no package that is shipped. */
export default function GalleryPage() {
  const words = galleryWords()
  const { part } = usePageParams()
  const [chosen, setChosen] = useState<Part>(isPart(part) ? part : 'controls')
  const Shown = parts[chosen]
  const choices = Object.keys(parts)
    .filter(isPart)
    .map((value) => ({ value, text: words.parts[value] }))
  return (
    <Page title={words.title}>
      <Chips label={words.part} choices={choices} chosen={chosen} onChoose={setChosen} />
      <Shown />
    </Page>
  )
}

function isPart(name: string | undefined): name is Part {
  return name !== undefined && name in parts
}
