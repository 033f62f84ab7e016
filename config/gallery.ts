/** Whether the build takes the page of all components in, which no package that is shipped has. */
export const withGallery = process.env.KAQUAN_GALLERY === '1'
