import { Steps } from 'antd'
import { importTexts } from './words'

/** Where somebody is on the way from an empty table to a draft. */
export function WizardSteps({ kind, at }: { kind: 'benefits' | 'codes'; at: 'template' | 'check' | 'submit' }) {
  const texts = importTexts()
  const said = kind === 'codes' ? texts.codesSteps : texts.steps
  const items = [said.template, said.upload, said.check, said.submit].map((title) => ({ title }))
  // Template and upload stand on one page: whoever has a table already needs no template.
  const current = { template: 1, check: 2, submit: 3 }[at]
  return <Steps size="small" current={current} items={items} style={{ marginBottom: 24 }} />
}
