import { type TestDatabase, testDatabase } from '../../tests/support/testDatabase'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())

test.each([
  ['v_account', 'cardholder_id, available, held, pending, debt'],
  ['v_lot', 'cardholder_id, lot_id, remaining, expires_on, source'],
  ['v_entry', 'transaction_id, seq, account, amount, kind, reference, created_at'],
  ['v_redemption', 'id, cardholder_id, state, points, supplier_order_no, code_id'],
  ['v_code', 'id, benefit_id, state, redemption_id'],
])('%s keeps the columns that it promises', async (view, columns) => {
  await expect(opened.database.reader.rows(`SELECT ${columns} FROM ${view}`)).resolves.toEqual([])
})
