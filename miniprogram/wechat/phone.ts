import { phoneCodeOnH5 } from './login'
import { onH5 } from './platform'

interface PhoneAnswers {
  onCode(code: string): void
  onRefused(): void
}

/** What makes a button ask for the WeChat phone number: WeChat gives it only to its own kind of button, on a tap. */
export function phoneButton({ onCode, onRefused }: PhoneAnswers) {
  if (onH5) return { onClick: () => phoneCodeOnH5().then(onCode, onRefused) }
  return {
    openType: 'getPhoneNumber' as const,
    onGetPhoneNumber: ({ detail }: { detail: { code?: string } }) => (detail.code ? onCode(detail.code) : onRefused()),
  }
}
