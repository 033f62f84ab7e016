/** A file on its way to the server, and who wants to know how far it is. */
export class SentFile {
  constructor(
    readonly content: Blob,
    /** From 0 to 1. */
    readonly onSent: (share: number) => void,
    readonly signal: AbortSignal,
  ) {}
}

/** A file that the server answered. */
export interface ReceivedFile {
  fileName: string
  content: Blob
}

/** What came back, whichever way it was asked for. */
export interface Heard {
  ok: boolean
  body: unknown
  retryAfter: string | null
}

/** Long enough for a large file on a slow line, and for its check. */
const limitMs = 180_000

/** Only the older way of asking tells how much of a body has been sent. */
export function sendFile(
  { method, path, headers }: { method: string; path: string; headers: Record<string, string> },
  { content, onSent, signal }: SentFile,
): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const lost = () => reject(new Error('no answer'))
    request.open(method, path)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.timeout = limitMs
    request.upload.addEventListener('progress', ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0))
    request.upload.addEventListener('load', () => onSent(1))
    for (const end of ['error', 'abort', 'timeout']) request.addEventListener(end, lost)
    request.addEventListener('load', () => {
      const ok = request.status >= 200 && request.status < 300
      resolve({ ok, body: parsed(request.responseText), retryAfter: request.getResponseHeader('Retry-After') })
    })
    signal.addEventListener('abort', () => request.abort())
    request.send(content)
  })
}

export async function heardFrom(answer: Response): Promise<Heard> {
  const retryAfter = answer.headers.get('Retry-After')
  const named = answer.headers.get('Content-Disposition')
  if (!answer.ok || named === null) return { ok: answer.ok, body: parsed(await answer.text()), retryAfter }
  const file: ReceivedFile = { fileName: fileNameIn(named), content: await answer.blob() }
  return { ok: true, body: file, retryAfter }
}

/** `attachment; filename="x.xlsx"; filename*=UTF-8''%E6%9D%83.xlsx`: the name in full where there is one. */
export function fileNameIn(disposition: string): string {
  const full = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  if (full !== undefined) return decodeURIComponent(full)
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? 'download'
}

/** Hands the browser a file that came from the server, to keep. */
export function keepFile(received: unknown): void {
  const { fileName, content } = received as ReceivedFile
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 0)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
