import { readFileSync, readlinkSync } from 'node:fs'

/** The boot and the process namespace in which process ids count. Linux tells both; null elsewhere. */
export function processSpace(): string | null {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return null
  }
}

/**
 * When a process started, in clock ticks since the boot, and whether it has ended and only its entry is left.
 * Null: the system does not say, as all but Linux. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function processStat(pid: number): { start: string; hasEnded: boolean } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // Behind the name, which may hold spaces and parentheses, comes the third field.
    const [state = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const start = rest[18]
    return start === undefined ? null : { start, hasEnded: state === 'Z' || state === 'X' }
  } catch {
    return null
  }
}
