// Made from the contract by `npm run openapi`; do not edit.
import type { CardholderApi } from '../contract/cardholderApi'
import type { RoutesOf } from './createClient'

export const cardholderRoutes: RoutesOf<CardholderApi> = {
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
  privacy: {
    text: ['GET', '/api/privacy'],
    official: ['GET', '/api/official'],
    agree: ['POST', '/api/privacy/consent'],
    withdraw: ['DELETE', '/api/privacy/consent'],
    export: ['GET', '/api/privacy/export'],
    deletionPreview: ['GET', '/api/privacy/deletion'],
    deleteAccount: ['POST', '/api/privacy/deletion'],
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
    ceremonySeen: ['POST', '/api/tier/ceremony/{evaluationId}'],
  },
  catalogue: {
    list: ['GET', '/api/benefits'],
    detail: ['GET', '/api/benefits/{benefitId}'],
  },
  tastes: {
    show: ['GET', '/api/me/tastes'],
    choose: ['PUT', '/api/me/tastes'],
  },
  redemption: {
    quote: ['GET', '/api/benefits/{benefitId}/quote'],
    confirm: ['POST', '/api/redemptions'],
    byKey: ['GET', '/api/redemptions/by-key/{key}'],
    wallet: ['GET', '/api/redemptions'],
    markUsed: ['POST', '/api/redemptions/{redemptionId}/used'],
    planExpiring: ['GET', '/api/points/expiring'],
    one: ['GET', '/api/redemptions/{redemptionId}'],
    proof: ['GET', '/api/redemptions/{redemptionId}/proof'],
    reveal: ['POST', '/api/redemptions/{redemptionId}/reveal'],
  },
  entitlements: {
    ladder: ['GET', '/api/tiers'],
    show: ['GET', '/api/entitlements'],
    choose: ['POST', '/api/entitlements/{benefitId}/choose'],
  },
  risk: {
    clear: ['POST', '/api/redemptions/{redemptionId}/clear'],
  },
  security: {
    lock: ['GET', '/api/security/lock'],
    changeLock: ['PUT', '/api/security/lock'],
    askStepUp: ['POST', '/api/step-up'],
    checkStepUp: ['POST', '/api/step-up/{stepUpId}/check'],
    askBiometric: ['POST', '/api/step-up/biometric'],
    checkBiometric: ['POST', '/api/step-up/{stepUpId}/biometric'],
    trustDevice: ['PUT', '/api/security/devices/current'],
    distrustDevice: ['DELETE', '/api/security/devices/{sessionId}'],
  },
  notifications: {
    settings: ['GET', '/api/notifications/settings'],
    changeSettings: ['PUT', '/api/notifications/settings'],
    subscribe: ['POST', '/api/notifications/subscriptions'],
    inbox: ['GET', '/api/notices'],
    read: ['PUT', '/api/notices/read'],
  },
}
