const kept = 'kaquan-console-theme'
export type Theme = 'light' | 'dark' | 'system'

const system = () => matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

export function theme(): Theme {
  const chosen = localStorage.getItem(kept)
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}

export function isDark(): boolean {
  return theme() === 'system' ? system().matches : theme() === 'dark'
}

export function chooseTheme(chosen: Theme): void {
  localStorage.setItem(kept, chosen)
  for (const heard of listeners) heard()
}

/** Tells of a choice made here and of a change of the system's. */
export function onThemeChange(heard: () => void): () => void {
  listeners.add(heard)
  system().addEventListener('change', heard)
  return () => {
    listeners.delete(heard)
    system().removeEventListener('change', heard)
  }
}
