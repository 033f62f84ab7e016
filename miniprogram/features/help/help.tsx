import { View } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '../../ui/aria'
import { Card } from '../../ui/Card'
import { Empty } from '../../ui/Empty'
import { Icon } from '../../ui/Icon'
import { Page } from '../../ui/Page'
import { Row } from '../../ui/Row'
import { SearchField } from '../../ui/SearchField'
import { open } from '../../wechat/navigation'
import { BankServices } from '../me/BankServices'
import { findQuestions } from './findQuestions'
import './help.scss'
import { type Question, questions } from './questions'
import { helpWords } from './words'

/** Questions and answers, in the package itself: they are there without a network and without a login. */
export default function HelpPage() {
  const words = helpWords()
  const [typed, setTyped] = useState('')
  const [opened, setOpened] = useState<string>()
  const found = findQuestions(questions(), typed)
  const toggle = ({ id }: Question) => setOpened(id === opened ? undefined : id)
  return (
    <Page title={words.title}>
      <View className="help__search">
        <SearchField label={words.search} placeholder={words.searchHint} value={typed} onInput={setTyped} />
      </View>
      {typed.trim() !== '' && found.length > 0 && (
        <View className="page__note" {...aria({ role: 'status' })}>
          {words.found(String(found.length))}
        </View>
      )}
      {found.length === 0 ? (
        <Empty
          icon="help"
          title={words.nothing}
          text={words.nothingText}
          action={{ text: words.all, onClick: () => setTyped('') }}
        />
      ) : (
        <Card flush>
          {found.map((question) => (
            <Answer
              key={question.id}
              question={question}
              isOpen={question.id === opened}
              onTap={() => toggle(question)}
            />
          ))}
        </Card>
      )}
      <Card title={words.contact} flush>
        <View className="card-text">{words.contactText}</View>
        <Row icon="shield" title={words.official} note={words.officialNote} onClick={() => open('official')} />
      </Card>
      <BankServices />
    </Page>
  )
}

interface AnswerProps {
  question: Question
  isOpen: boolean
  onTap: () => void
}

function Answer({ question: { asked, answer }, isOpen, onTap }: AnswerProps) {
  return (
    <View className={isOpen ? 'question question--open' : 'question'}>
      <View
        className="question__asked"
        hoverClass="question__asked--pressed"
        onClick={onTap}
        {...aria({ role: 'button', expanded: isOpen, label: asked })}
      >
        <View className="question__words">{asked}</View>
        <View className="question__sign">
          <Icon name="chevron-down" size="small" />
        </View>
      </View>
      {isOpen && <View className="question__answer">{answer}</View>}
    </View>
  )
}
