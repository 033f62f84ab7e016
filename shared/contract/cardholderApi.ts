import type { Api } from './api'
import type { beforeEndpoints, RefusalCode } from './refusals'

/** Who calls from a phone. */
type OfPhones = 'public' | 'visitor' | 'phone' | 'cardholder'

type CalledByPhones<Endpoints> = {
  [N in keyof Endpoints as Endpoints[N] extends { access: OfPhones } ? N : never]: Endpoints[N]
}

/** The part of the tree that the mini-program can call: no route or sentence of any other comes to a phone. */
export type CardholderApi = {
  [F in Exclude<keyof Api, 'service'> as keyof CalledByPhones<Api[F]> extends never ? never : F]: CalledByPhones<Api[F]>
}

type RefusalOf<Endpoints> = Endpoints[keyof Endpoints] extends { refusals: infer Codes }
  ? Codes extends readonly (infer Code)[]
    ? Code
    : never
  : never

/** What a cardholder can be answered. */
export type CardholderRefusal = Extract<
  { [F in keyof CardholderApi]: RefusalOf<CardholderApi[F]> }[keyof CardholderApi] | (typeof beforeEndpoints)[number],
  RefusalCode
>
