import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import { optimize } from 'webpack'
import { version } from '../package.json'
import { accessibleComponents } from './accessibility'
import development from './dev'
import production from './prod'

const forWeChat = process.env.TARO_ENV === 'weapp'
/** The build script builds beside the old package and swaps them, so that nobody is served half of one. */
const outputRoot = process.env.TARO_OUTPUT_ROOT ?? `dist/${process.env.TARO_ENV}`
const root = path.resolve(__dirname, '..')

/**
 * Taro transpiles only what lies under `sourceRoot`. The typed client and the words in `shared/` are ours and
 * written in newer JavaScript than a phone may know, so both builds name them.
 */
const compile = { include: [path.join(root, 'shared')] }

const base: UserConfigExport<'webpack5'> = {
  projectName: 'kaquan',
  // Sizes are written in real px: a phone's own text-size setting scales them through one CSS variable instead.
  designWidth: 375,
  deviceRatio: { 375: 2 },
  sourceRoot: 'miniprogram',
  outputRoot,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  defineConstants: {
    API_BASE_URL: JSON.stringify(process.env.TARO_APP_API_BASE_URL || 'http://127.0.0.1:8080'),
    JUMP_LIST_KEYS: JSON.stringify(process.env.TARO_APP_JUMP_LIST_KEYS ?? ''),
    CLIENT_VERSION: JSON.stringify(version),
  },
  // The theme names the tab icons by variables, which Taro does not follow; a browser has no use for them.
  copy: {
    patterns: forWeChat ? [{ from: 'miniprogram/assets/', to: `${outputRoot}/assets/` }] : [],
    options: {},
  },
  plugins: [['@tarojs/plugin-inject', { components: accessibleComponents }]],
  mini: {
    compile,
    optimizeMainPackage: { enable: true },
    postcss: { pxtransform: { enable: false }, cssModules: { enable: false } },
  },
  h5: {
    compile,
    // A relative path lets any server mount the build under any prefix; pages are told apart by the hash.
    publicPath: './',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    // All pages in one file: they share most of it, and a page that is open still works after the server got a newer build.
    webpackChain: (chain) => {
      chain.plugin('one-file').use(optimize.LimitChunkCountPlugin, [{ maxChunks: 1 }])
    },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    postcss: { pxtransform: { enable: false }, autoprefixer: { enable: true }, cssModules: { enable: false } },
  },
}

export default defineConfig<'webpack5'>(async (merge) =>
  merge({}, base, process.env.NODE_ENV === 'development' ? development : production),
)
