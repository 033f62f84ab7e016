import type { RefusalCode } from '../../shared/contract/refusals'

/** The server understood and said no, with a stable code. The sentence for it is in `shared/words/refusals.ts`. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly retryAfterSeconds?: number,
  ) {
    super(code)
    this.name = 'Refusal'
  }
}

/** No answer that can be read came back: whether the server did something is not known. */
export class Unanswered extends Error {
  constructor(readonly cause: 'timeout' | 'network' | 'server') {
    super(cause)
    this.name = 'Unanswered'
  }
}

/** Nobody waits for the answer any more: the page that asked was left. */
export class Abandoned extends Unanswered {
  constructor() {
    super('network')
    this.name = 'Abandoned'
  }
}
