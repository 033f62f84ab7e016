import { Steps } from 'antd'
import { importTexts } from './words'

/** Where somebody is on the way from an empty table to a draft. */
export function WizardSteps({ kind, at }: { kind: 'benefits' | 'codes'; at: 'template' | 'check' | 'submit' }) {
  const texts = importTexts()
  const said = kind === 'codes' ? texts.codesSteps : texts.steps
  // Template and upload stand on one page: whoever has a table already needs no template.
  const first = at === 'template' ? ('process' as const) : undefined
  const rest = [said.upload, said.check, said.submit].map((title) => ({ title }))
  const items = [{ title: said.template, status: first }, ...rest]
  const current = { template: 1, check: 2, submit: 3 }[at]
  return <Steps size="small" current={current} items={items} style={{ marginBottom: 24 }} />
}
