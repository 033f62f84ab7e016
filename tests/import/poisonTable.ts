import { advice } from '../../server/features/catalogue/imports/advice'
import { poisons } from './poisons'

/** The poisoned files as the table of README.md has them. */
export function poisonTable(): string {
  const rows = poisons.map(({ name, code }, at) => {
    const told = (advice as Record<string, { zh: string; en: string } | undefined>)[code]
    return `| ${at + 1} | ${cell(name)} | \`${code}\` | ${cell(told?.zh ?? '')} ${cell(told?.en ?? '')} |`
  })
  return ['| | file | refused as | what the operator is told to do |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
