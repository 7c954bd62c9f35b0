import { readFileSync, readlinkSync } from 'node:fs'

/**
 * Returns the boot and the process namespace that process IDs belong to. Only Linux reports them; null on other
 * systems.
 */
export function processSpace(): string | null {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return null
  }
}

/**
 * Returns the start of a process, in clock ticks since the boot, and whether it has ended and only its entry is left.
 * Only Linux reports them; null on other systems. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function processStat(pid: number): { start: string; hasEnded: boolean } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The third field follows the name, which may contain spaces and parentheses.
    const [state = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const start = rest[18]
    return start === undefined ? null : { start, hasEnded: state === 'Z' || state === 'X' }
  } catch {
    return null
  }
}
