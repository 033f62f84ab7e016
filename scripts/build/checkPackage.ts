import { checkAppRules } from './appRules'
import { checkDialect } from './dialect'
import type { Finding } from './finding'
import { checkLogs } from './logs'
import { checkSchemas } from './schemas'
import { checkSize } from './size'
import { checkStyleRules } from './styleRules'
import { checkTemplates } from './templates'

export type Target = 'weapp' | 'h5'

/** Everything that can be said of a built package without a phone. A browser reads the H5 build by itself. */
export function checkPackage(target: Target, directory: string): Finding[] {
  if (target === 'h5') return []
  return [
    ...checkTemplates(directory),
    ...checkSchemas(directory),
    ...checkDialect(directory),
    ...checkSize(directory),
    ...checkStyleRules(directory),
    ...checkAppRules(directory),
    ...checkLogs(directory),
  ]
}
