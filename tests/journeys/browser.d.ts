/** The words of the screens come from the mini-program, whose browser build asks the browser for its language. */
declare const navigator: { readonly language: string; readonly userAgent: string }
