import { Alert } from 'antd'

/** Above what was tried: the sentence of what stood against it; nothing where nothing did. */
export function NotDone({ sentence }: { sentence: string | null | undefined }) {
  return sentence ? <Alert type="error" showIcon title={sentence} style={{ marginBottom: 16 }} /> : null
}
