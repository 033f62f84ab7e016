// What the H5 build uses of a browser, and no more: the full DOM types would let code for WeChat name things that it lacks.
declare const navigator: { language: string; userAgent: string }
declare const window: {
  open(url: string, target: string, features: string): unknown
  location: { reload(): void }
  matchMedia(query: string): { matches: boolean }
}
declare const document: { documentElement: unknown }
declare const getComputedStyle: (element: unknown) => { fontSize: string }
declare const require: (file: string) => unknown
