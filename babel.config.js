// Taro reads this file by name from the root; the tests are compiled by swc and never see it.
module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5' }]],
}
