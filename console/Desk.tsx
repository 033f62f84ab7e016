import { Button, Layout, Menu, Result, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link, Redirect, Route, Router, Switch, useLocation } from 'wouter'
import { deskWords } from './deskWords'
import type { SignedIn } from './features/door/useStanding'
import { pages } from './pages'
import { Topbar } from './Topbar'
import { PageGuard } from './ui/PageGuard'

/** Its words are those of several pages, and the first page need not wait for them. */
const AccountNotice = lazy(() =>
  import('./features/operators/AccountNotice').then((loaded) => ({ default: loaded.AccountNotice })),
)

interface Inside {
  who: SignedIn
  onLeft: () => void
}

/** The frame of every page: what there is for this role, and who is signed in. */
export function Desk({ who, onLeft }: Inside) {
  return (
    <Router base="/console">
      <Frame who={who} onLeft={onLeft} />
    </Router>
  )
}

/** Its own height, so that the menu is there however far down a page is read. */
const stays = { position: 'sticky', top: 0, height: '100vh', overflowY: 'auto' } as const

function Frame({ who, onLeft }: Inside) {
  const [place] = useLocation()
  const [isNarrow, setNarrow] = useState(false)
  const mine = pages.filter(({ roles }) => roles.some((role) => who.operator.roles.includes(role)))
  const [first] = mine
  const open = mine.find(({ path }) => place === path || place.startsWith(`${path}/`))
  const items = mine.map(({ path, title, Icon }) => ({
    key: path,
    icon: <Icon />,
    label: <Link href={path}>{title()}</Link>,
  }))
  return (
    <Layout style={{ minHeight: '100%' }}>
      <Layout.Sider
        theme="light"
        collapsible
        breakpoint="lg"
        collapsed={isNarrow}
        onCollapse={setNarrow}
        width={208}
        style={stays}
      >
        <Menu
          mode="inline"
          selectedKeys={open ? [open.path] : []}
          items={items}
          style={{ borderInlineEnd: 0, paddingTop: 8 }}
        />
      </Layout.Sider>
      <Layout>
        <Topbar who={who} onLeft={onLeft} />
        <Layout.Content style={{ padding: 24, minWidth: 0 }}>
          <Suspense fallback={null}>
            <AccountNotice ownerId={who.operator.id} />
          </Suspense>
          <Switch>
            {mine.map(({ path, Page }) => (
              <Route key={path} path={path} nest>
                <PageGuard key={path}>
                  <Suspense fallback={<Skeleton active />}>
                    <Page who={who} />
                  </Suspense>
                </PageGuard>
              </Route>
            ))}
            <Route path="/">{first ? <Redirect to={first.path} /> : <NoPage />}</Route>
            <Route>
              <NoPage />
            </Route>
          </Switch>
        </Layout.Content>
      </Layout>
    </Layout>
  )
}

function NoPage() {
  const texts = deskWords()
  return (
    <Result
      status="404"
      title={texts.noPage}
      subTitle={texts.noPageText}
      extra={
        <Link href="/">
          <Button type="primary">{texts.home}</Button>
        </Link>
      }
    />
  )
}
