import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AccountKind } from '../../../shared/contract/catalogue'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { accountGroups, accountMark, accountTyped } from './account'
import { redemptionWords } from './words'

interface AccountStepProps {
  kind: AccountKind
  /** What was typed before, when somebody comes back to change it. */
  typed: string
  /** Why the server would not have it. */
  refused: string | undefined
  onNext: (account: string) => void
}

/** Whom to top up. The whole account is read once more in groups before it goes on; from then on it is masked. */
export function AccountStep({ kind, typed, refused, onNext }: AccountStepProps) {
  const words = redemptionWords()
  const [account, setAccount] = useState(typed)
  const [error, setError] = useState(refused)
  const mark = accountMark(kind, account)
  const { label, hint } = words.accounts[kind]
  const next = () => (mark ? setError(mark) : onNext(account))
  return (
    <View className="account-step">
      <Field
        label={label}
        hint={mark ? hint : undefined}
        value={account}
        kind={kind === 'wechat' ? 'text' : 'number'}
        maxLength={20}
        error={error}
        focus
        onInput={(text) => {
          setAccount(accountTyped(kind, text))
          setError(undefined)
        }}
      />
      {!mark && !error && <AccountCheck text={accountGroups(kind, account)} />}
      <View className="account-step__next">
        <Button onClick={next}>{mark || error ? words.next : words.accountNext}</Button>
      </View>
    </View>
  )
}

function AccountCheck({ text }: { text: string }) {
  return (
    <View className="account-check">
      <View className="account-check__name">{redemptionWords().accountCheck}</View>
      <View className="account-check__text">{text}</View>
    </View>
  )
}
