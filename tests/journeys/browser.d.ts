/** The words of the screens come from the mini-program and the console, which ask the browser for what it is set to. */
declare const navigator: { readonly language: string; readonly userAgent: string }
declare const window: { matchMedia(query: string): { readonly matches: boolean } }
declare const document: { readonly documentElement: unknown }
declare const getComputedStyle: (element: unknown) => { readonly fontSize: string }
declare const localStorage: { getItem(key: string): string | null; setItem(key: string, value: string): void }
declare const location: { reload(): void }
