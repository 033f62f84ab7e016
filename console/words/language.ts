export type Language = 'zh' | 'en'

const kept = 'kaquan-console-language'

/** The language of this desk: the one chosen here before, else the browser's. */
export function language(): Language {
  const chosen = localStorage.getItem(kept)
  if (chosen === 'zh' || chosen === 'en') return chosen
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

/** Holds from the next page on, since texts are read when a page is drawn. */
export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(kept, chosen)
  location.reload()
}
