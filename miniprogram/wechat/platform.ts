/** The build replaces the variable by its value, and drops the branches of the other platform. */
export const onH5 = process.env.TARO_ENV === 'h5'
