/** The words of the screens come from the mini-program, whose browser build asks the browser for what it is set to. */
declare const navigator: { readonly language: string; readonly userAgent: string }
declare const window: { matchMedia(query: string): { readonly matches: boolean } }
declare const document: { readonly documentElement: unknown }
declare const getComputedStyle: (element: unknown) => { readonly fontSize: string }
