// Made from the contract by `npm run openapi`; do not edit.
import type { Api } from '../contract/api'
import type { RoutesOf } from './createClient'

export const routes: RoutesOf<Api> = {
  service: {
    alive: ['GET', '/healthz'],
    ready: ['GET', '/readyz'],
    metrics: ['GET', '/metrics'],
    openapi: ['GET', '/openapi.json'],
  },
  home: {
    home: ['GET', '/api/home'],
    jumps: ['GET', '/api/jumps'],
  },
  identity: {
    logIn: ['POST', '/api/sessions'],
    me: ['GET', '/api/me'],
    verifyPhone: ['POST', '/api/me/phone'],
    devices: ['GET', '/api/sessions'],
    chooseValidity: ['PUT', '/api/sessions/current/validity'],
    logOut: ['DELETE', '/api/sessions/{sessionId}'],
    logOutEverywhere: ['DELETE', '/api/sessions'],
  },
  cards: {
    verify: ['POST', '/api/cards/verify'],
    bind: ['POST', '/api/cards'],
    list: ['GET', '/api/cards'],
    makeDefault: ['PUT', '/api/cards/{cardId}/default'],
    unbindPreview: ['GET', '/api/cards/{cardId}/unbinding'],
    unbind: ['DELETE', '/api/cards/{cardId}'],
  },
  spend: {
    takeEvents: ['POST', '/bank/events'],
  },
  points: {
    summary: ['GET', '/api/points'],
    ledger: ['GET', '/api/points/ledger'],
    explain: ['GET', '/api/points/entries/{transactionId}'],
    lots: ['GET', '/api/points/lots'],
  },
  tiers: {
    standing: ['GET', '/api/tier'],
    history: ['GET', '/api/tier/history'],
    evaluation: ['GET', '/api/tier/history/{evaluationId}'],
    upgrade: ['POST', '/api/tier/upgrade'],
  },
  catalogue: {
    list: ['GET', '/api/benefits'],
    detail: ['GET', '/api/benefits/{benefitId}'],
  },
  redemption: {
    quote: ['GET', '/api/benefits/{benefitId}/quote'],
    confirm: ['POST', '/api/redemptions'],
    byKey: ['GET', '/api/redemptions/by-key/{key}'],
    wallet: ['GET', '/api/redemptions'],
    one: ['GET', '/api/redemptions/{redemptionId}'],
    proof: ['GET', '/api/redemptions/{redemptionId}/proof'],
    reveal: ['POST', '/api/redemptions/{redemptionId}/reveal'],
  },
  operators: {
    me: ['GET', '/ops/me'],
    makeRequest: ['POST', '/ops/requests'],
    requests: ['GET', '/ops/requests'],
    request: ['GET', '/ops/requests/{requestId}'],
    approve: ['POST', '/ops/requests/{requestId}/approve'],
    reject: ['POST', '/ops/requests/{requestId}/reject'],
    withdraw: ['POST', '/ops/requests/{requestId}/withdraw'],
    audit: ['GET', '/ops/audit'],
    unmatchedRefunds: ['GET', '/ops/unmatched-refunds'],
    manualOrders: ['GET', '/ops/manual-orders'],
    supplierDifferences: ['GET', '/ops/supplier-differences'],
    cardholderRedemption: ['GET', '/ops/cardholders/{cardholderId}/redemptions/{redemptionId}'],
    cardholderPoints: ['GET', '/ops/cardholders/{cardholderId}/points'],
  },
  desk: {
    signIn: ['POST', '/ops/sessions'],
    enrol: ['POST', '/ops/enrolments'],
    confirmEnrolment: ['POST', '/ops/enrolments/confirm'],
    current: ['GET', '/ops/sessions/current'],
    unlock: ['POST', '/ops/sessions/current/unlock'],
    sessions: ['GET', '/ops/sessions'],
    endSession: ['DELETE', '/ops/sessions/{sessionId}'],
    operators: ['GET', '/ops/operators'],
    createOperator: ['POST', '/ops/operators'],
    renewEnrolment: ['POST', '/ops/operators/{operatorId}/enrolment'],
    changeRoles: ['PUT', '/ops/operators/{operatorId}/roles'],
    disableOperator: ['POST', '/ops/operators/{operatorId}/disable'],
  },
  entitlements: {
    show: ['GET', '/api/entitlements'],
    choose: ['POST', '/api/entitlements/{benefitId}/choose'],
  },
  suppliers: {
    callback: ['POST', '/api/suppliers/{supplier}/callbacks'],
  },
}
