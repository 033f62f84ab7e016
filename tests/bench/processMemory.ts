import { readFileSync, writeFileSync } from 'node:fs'

/**
 * The most memory that a process has had since the kernel was last told to begin anew, in bytes. Asking the product instead
 * would miss what comes and goes between two questions, and each question would keep it from answering others.
 */
export function peakOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1_024
}

export function beginPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
}
