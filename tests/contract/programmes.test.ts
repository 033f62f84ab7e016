import demoProgramme from '../../server/demo/programme.json'
import { installTestProgramme } from '../support/programme'
import { describeServer, opened, server } from './oneServer'

const other = 'lantern-otter'

describeServer()
beforeAll(async () => {
  await installTestProgramme(opened.database, { id: other })
})

async function programmesOf(programmeId: string): Promise<{ ids: string[]; usual: unknown }> {
  const { token } = await server.hire(['support'], programmeId)
  const headers = { Authorization: `Bearer ${token}` }
  const { status, json } = await server.callDesk({ method: 'GET', path: '/ops/programmes', headers })
  expect(status).toBe(200)
  const { programmes, usual } = json as { programmes: { id: string }[]; usual: string }
  return { ids: programmes.map(({ id }) => id), usual }
}

test('who works for all programmes is told of each, and which is meant where none is named', async () => {
  const all = [demoProgramme.id, other].sort()
  expect(await programmesOf('*')).toEqual({ ids: all, usual: demoProgramme.id })
})

test('who works for one is told of no other', async () => {
  expect(await programmesOf(other)).toEqual({ ids: [other], usual: other })
})
