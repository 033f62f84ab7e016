import { type NewsSettings, newsSettings } from '../../../shared/contract/notifications'
import type { Reader, Tx } from '../../db/database'
import { firstSettings } from './newsTopics'
import type { NewsSettingsRow } from './notifications.entities'

export async function settingsOf(reader: Reader, cardholderId: string): Promise<NewsSettings> {
  const [row] = await reader.rows<Pick<NewsSettingsRow, 'settings'>>(
    'SELECT settings FROM news_settings WHERE cardholder_id = ?',
    [cardholderId],
  )
  return row ? newsSettings.parse(JSON.parse(row.settings)) : firstSettings
}

export function storeSettings(
  tx: Tx,
  { programmeId, cardholderId }: { programmeId: string; cardholderId: string },
  { settings, now }: { settings: NewsSettings; now: Date },
): Promise<void> {
  const row = {
    cardholder_id: cardholderId,
    programme_id: programmeId,
    settings: JSON.stringify(settings),
    changed_at: now,
  }
  return tx.upsert('news_settings', [row], { key: ['cardholder_id'] })
}
