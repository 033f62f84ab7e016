import { privacyTextInForce } from '../../server/features/identity'
import { logIn } from '../../server/features/identity/logIn'
import { showMe } from '../../server/features/identity/me'
import { verifyPhone } from '../../server/features/identity/verifyPhone'
import { bindScripted } from '../support/bindScripted'
import { agreed } from '../support/people'
import { refusalOf } from '../support/refusalOf'
import { tablesWith } from '../support/tables'
import { blank, enter, exported, newOpenid, opened, people, routes } from './privateLives'

describe('consent', () => {
  test('is asked for before anything is kept', async () => {
    const openid = newOpenid()
    const login = () => logIn(people, { body: { code: `openid:${openid}`, validity: 'day', device: '' }, address: 'a' })
    expect(await refusalOf(login())).toBe('consent_required')
    expect(await refusalOf(enter(openid, { version: 'an older one' }))).toBe('consent_required')
    expect(await tablesWith(opened.database, [people.vault.fingerprint('openid', openid)])).toEqual([])
  })

  test('is written down with the version and the moment, and not asked for again', async () => {
    const openid = newOpenid()
    const { me } = await enter(openid)
    const consent = { version: privacyTextInForce.version, agreedAt: '2026-11-22T02:00:00.000Z', current: true }
    expect(me.consent).toEqual(consent)
    const body = { code: `openid:${openid}`, validity: 'day' as const, device: '' }
    expect((await logIn(people, { body, address: 'a' })).me.consent).toEqual(consent)
    const rows = await opened.database.reader.rows<{ text_hash: string }>(
      'SELECT text_hash FROM consent WHERE cardholder_id = ?',
      [me.cardholderId],
    )
    expect(rows).toEqual([{ text_hash: expect.stringMatching(/^[0-9a-f]{64}$/) }])
  })

  test('once withdrawn ends every login, and the next one asks again', async () => {
    const openid = newOpenid()
    const session = await people.enter(openid)
    await enter(openid)
    expect(await routes().withdraw({ ...blank, session })).toEqual({ ended: 2 })
    expect(await refusalOf(showMe(people, session))).toBe('session_ended')
    const body = { code: `openid:${openid}`, validity: 'day' as const, device: '' }
    expect(await refusalOf(logIn(people, { body, address: 'a' }))).toBe('consent_required')
    const { me } = await enter(openid)
    expect(me.cardholderId).toBe(session.cardholderId)
    const again = { ...session, sessionId: me.session.id }
    const { sections } = await exported(again)
    const consents = sections.find(({ section }) => section === 'consents')?.rows
    expect(consents?.map(({ withdrawnAt }) => withdrawnAt !== null)).toEqual([true, false])
  })

  test('of an older text is asked for again before a phone number is taken in', async () => {
    const session = await people.enter(newOpenid())
    await opened.database.inTransaction((tx) =>
      tx.change("UPDATE consent SET version = '2020-01' WHERE cardholder_id = ?", [session.cardholderId]),
    )
    const verify = () => verifyPhone(people, { session, body: { code: 'phone:13800000001' }, address: 'a' })
    expect(await refusalOf(verify())).toBe('consent_required')
    expect(await refusalOf(bindScripted(people, session, '9999'))).toBe('consent_required')
    expect(await refusalOf(routes().agree({ ...blank, session, body: { version: '2020-01' } }))).toBe(
      'consent_required',
    )
    const { consent } = await routes().agree({ ...blank, session, body: agreed })
    expect(consent.current).toBe(true)
    expect(await verify()).toEqual({ phoneMasked: '138****0001', level: 'phone' })
  })
})
