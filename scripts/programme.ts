import { readFile } from 'node:fs/promises'
import { insertProgramme, programmeSettings } from '../server/features/programmes'
import { runCommand, tell, UsageError } from './commandLine'
import { openProduct } from './openProduct'

const help = `
用法：npm run programme -- install FILE

把一个联名计划（JSON，格式同 server/demo/programme.json）装入 DATABASE_URL 所指的数据库。已有同名计划时不改动。

Usage: npm run programme -- install FILE

Installs a programme (JSON, as server/demo/programme.json has it) into the database that DATABASE_URL names. One that is
there already is left as it is, and the exit status is 1. What is wrong with the file is listed with its place.
`

runCommand(help, async ([command, file]) => {
  if (command !== 'install' || !file) throw new UsageError('缺少 install FILE / install FILE is missing')
  const settings = programmeSettings.safeParse(JSON.parse(await readFile(file, 'utf8')))
  if (!settings.success) {
    for (const { path, message } of settings.error.issues) tell(`${file} ${path.join('.')}: ${message}`)
    return 1
  }
  const { database, surroundings, close } = await openProduct({ withDemoProgramme: false })
  try {
    const isNew = await database.inTransaction((tx) => insertProgramme(tx, settings.data, surroundings.now()))
    tell(isNew ? `已安装 / installed: ${settings.data.id}` : `已存在，未改动 / is there already: ${settings.data.id}`)
    return isNew ? 0 : 1
  } finally {
    await close()
  }
})
