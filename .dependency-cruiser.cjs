/**
 * Who may import whom. ARCHITECTURE.md draws this map and `npm run check` holds every file to it.
 *
 * An import of a type counts as much as an import of a value, since a type ties two parts together just as firmly.
 */

/** From the top of the map to the ground. A feature may call any feature in a later row, through its index.ts. */
const ORDER = [
  ['operators', 'assistant', 'reconciliation', 'insights', 'home', 'privacy'],
  ['entitlements', 'delivery'],
  ['redemption', 'campaigns'],
  ['catalogue', 'points'],
  ['tiers', 'tastes', 'risk'],
  ['spend'],
  ['cards'],
  ['identity'],
  ['programmes'],
]

/** Outside the rows: the outbox feeds it, it asks identity whom to tell, and only home asks it what is unread. */
const NOTIFICATIONS = 'notifications'

const TESTS = ['^tests/', '\\.test\\.tsx?$']
const OUTSIDE_WORLD = '^server/(adapters|simulators)/'
const npm = (names) => `(^|node_modules/)(${names})(/|$)`
const feature = (names) => `^server/features/(${names.join('|')})/`

const everyFeature = [...ORDER.flat(), NOTIFICATIONS]
const lowerThan = (row) => ORDER.slice(row + 1).flat()
const callsOf = [
  ...ORDER.flatMap((names, row) =>
    names.map((name) => ({ name, mayCall: [...lowerThan(row), ...(name === 'home' ? [NOTIFICATIONS] : [])] })),
  ),
  { name: NOTIFICATIONS, mayCall: ['identity'] },
]

const directions = callsOf.map(({ name, mayCall }) => ({
  name: `${name}-calls-downwards`,
  severity: 'error',
  comment:
    mayCall.length > 0
      ? `${name} may call only ${mayCall.join(', ')}; move the code down, or let the caller above do it`
      : `${name} stands on the ground and calls no other feature; let the caller above do it`,
  from: { path: feature([name]) },
  to: { path: '^server/features/', pathNot: feature([name, ...mayCall]) },
}))

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'two files that need each other are one file, or a third one that both read',
      from: {},
      to: { circular: true },
    },
    {
      name: 'shared-is-a-leaf',
      severity: 'error',
      comment: 'shared is read by all sides and imports none of them; move what it needs into shared',
      from: { path: '^shared/' },
      to: { path: '^(server|miniprogram|console|scripts|tests|config)/' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: 'a rules file computes with shared/values and other rules only; pass what else it needs as an argument',
      from: { path: '\\.rules\\.ts$' },
      to: { pathNot: ['^shared/values/', '\\.rules\\.ts$'], dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'rules-take-few-types',
      severity: 'error',
      comment:
        'a rules file takes types from shared/values, shared/contract, its own feature, or the door of a lower one',
      from: { path: '^(.+)/[^/]+\\.rules\\.ts$' },
      to: {
        pathNot: ['^shared/(values|contract)/', '\\.rules\\.ts$', '^$1/', '^server/features/[^/]+/index\\.ts$'],
        dependencyTypes: ['type-only', 'type-import'],
      },
    },
    {
      name: 'features-meet-at-doors',
      severity: 'error',
      comment: 'another feature is reached through its index.ts only; export there what others may call',
      from: { path: '^server/features/([^/]+)/' },
      to: { path: '^server/features/', pathNot: ['^server/features/$1/', '^server/features/[^/]+/index\\.ts$'] },
    },
    ...directions,
    {
      name: 'features-have-a-place',
      severity: 'error',
      comment: 'a new feature needs a row in the order at the top of .dependency-cruiser.cjs',
      from: { path: '^server/features/', pathNot: feature(everyFeature) },
      to: {},
    },
    {
      name: 'features-know-ports-only',
      severity: 'error',
      comment: 'a feature speaks to the outside by the types in server/ports; compose.ts passes it the adapter',
      from: { path: '^server/features/', pathNot: TESTS },
      to: { path: OUTSIDE_WORLD },
    },
    {
      name: 'compose-picks-the-outside',
      severity: 'error',
      comment:
        'only compose.ts with composeWatch.ts, main.ts, scripts and tests know adapters and simulators; take the port as an argument',
      from: {
        path: '^(server|shared|miniprogram|console)/',
        pathNot: [OUTSIDE_WORLD, '^server/features/', '^server/(compose|composeWatch|main)\\.ts$', ...TESTS],
      },
      to: { path: OUTSIDE_WORLD },
    },
    {
      name: 'adapters-and-simulators-meet-on-the-wire',
      severity: 'error',
      comment: 'an adapter and its simulator share the wire and no code, else a test proves them only alike',
      from: { path: '^server/(adapters|simulators)/', pathNot: TESTS },
      to: { path: OUTSIDE_WORLD, pathNot: '^server/$1/' },
    },
    {
      name: 'simulators-do-not-know-features',
      severity: 'error',
      comment: 'a simulator plays somebody outside, who cannot see our features; speak to them over HTTP',
      from: { path: '^server/simulators/', pathNot: TESTS },
      to: { path: '^server/features/' },
    },
    {
      name: 'clients-do-not-know-the-server',
      severity: 'error',
      comment: 'a client knows the server by shared/contract and shared/client only',
      from: { path: '^(miniprogram|console)/' },
      to: { path: '^server/' },
    },
    {
      name: 'the-ground-knows-no-feature',
      severity: 'error',
      comment:
        'what every feature stands on knows none of them; let the feature, the frame or compose.ts bring the two together',
      from: {
        path: '^(server/(http|db|ports|adapters)|console/(ui|server|words)|miniprogram/(ui|wechat|answers|session|words))/',
        pathNot: TESTS,
      },
      to: { path: '^(server|console|miniprogram)/features/' },
    },
    {
      name: 'only-the-wechat-layer-knows-taro',
      severity: 'error',
      comment: 'the platform is called in miniprogram/wechat only; add the call there and import it from there',
      from: {
        path: '^(miniprogram|console|shared|server)/',
        pathNot: ['^miniprogram/wechat/', '\\.config\\.ts$'],
      },
      to: { path: npm('@tarojs/taro') },
    },
    {
      name: 'only-stores-query',
      severity: 'error',
      comment: 'tables are reached by *.store.ts, *.entities.ts and server/db only; call the store',
      from: {
        path: '^(server|shared|scripts|miniprogram|console)/',
        pathNot: ['^server/.*\\.(store|entities)\\.ts$', '^server/db/', ...TESTS],
      },
      to: { path: npm('typeorm|mysql2|libsql|better-sqlite3') },
    },
    {
      name: 'packages-are-declared',
      severity: 'error',
      comment: 'the package only happens to be installed by another one; name it in package.json',
      from: { path: '^(server|shared|scripts|miniprogram|console|tests|config)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.kaquan|coverage)/|/(dist|\\.kaquan|coverage)/' },
  },
}
