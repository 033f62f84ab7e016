// The page around the mini-program in the demo: light or dark, who scans, and where everything is.
const screen = document.getElementById('mini-program')
const themeKey = 'frame-theme'
/** The phone has a frame and a home indicator from this width on, as frame.css says. */
const framed = matchMedia('(min-width: 480px)')
const homeIndicatorHeight = '22px'

function showTheme(theme) {
  document.documentElement.dataset.theme = theme
  for (const button of document.querySelectorAll('[data-theme-choice]')) {
    button.setAttribute('aria-pressed', String(button.dataset.themeChoice === theme))
  }
  // While the mini-program loads its document is empty; the load event comes back here.
  const inside = screen.contentDocument?.documentElement
  if (inside) inside.dataset.theme = theme
}

/** A page inside another is not told of the phone's edges by the browser. */
function keepHomeIndicatorFree() {
  const inside = screen.contentDocument?.documentElement
  if (!inside) return
  if (framed.matches) inside.style.setProperty('--safe-bottom', homeIndicatorHeight)
  else inside.style.removeProperty('--safe-bottom')
}

function chosenTheme() {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  return localStorage.getItem(themeKey) ?? (dark ? 'dark' : 'light')
}

/** The mini-program keeps its login in this origin's storage; without it, it asks WeChat anew who is scanning. */
function logInAgain() {
  for (const name of Object.keys(localStorage)) if (name !== themeKey) localStorage.removeItem(name)
  screen.contentWindow.location.hash = ''
  screen.contentWindow.location.reload()
}

function row(parts) {
  const item = document.createElement('li')
  item.append(...parts)
  return item
}

function text(words) {
  const span = document.createElement('span')
  span.textContent = words
  return span
}

/** Chinese, with English below it. */
function both(chinese, english) {
  const span = text(chinese)
  const below = text(english ?? '')
  below.lang = 'en'
  span.append(below)
  return span
}

function link(address) {
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.target = '_blank'
  anchor.rel = 'noopener'
  anchor.textContent = address
  return anchor
}

function show({ simulators = {}, api, demoAccounts = [] }) {
  const places = [
    ['微信模拟器：谁在扫码', 'WeChat simulator: who scans', simulators.wechat],
    ['银行模拟器：验证码在这里', 'Bank simulator: one-time passwords', simulators.bank],
    ['供应商模拟器', 'Supplier simulator', simulators.supplier],
    ['接口', 'API', api],
  ]
  const known = places.filter(([, , address]) => typeof address === 'string' && address !== '')
  const rows = known.map(([name, english, address]) => row([both(name, english), link(address)]))
  document.getElementById('addresses').replaceChildren(...rows)
  const people = demoAccounts.map(({ who, whoEn, how, howEn }) => row([both(who, whoEn), both(how, howEn)]))
  document.getElementById('accounts').replaceChildren(...people)
}

function tick() {
  const now = new Date()
  const two = (number) => String(number).padStart(2, '0')
  document.getElementById('clock').textContent = `${two(now.getHours())}:${two(now.getMinutes())}`
}

for (const button of document.querySelectorAll('[data-theme-choice]')) {
  button.addEventListener('click', () => {
    localStorage.setItem(themeKey, button.dataset.themeChoice)
    showTheme(button.dataset.themeChoice)
  })
}
document.getElementById('log-in-again').addEventListener('click', logInAgain)
screen.addEventListener('load', () => {
  showTheme(chosenTheme())
  keepHomeIndicatorFree()
})
framed.addEventListener('change', keepHomeIndicatorFree)
showTheme(chosenTheme())
keepHomeIndicatorFree()
tick()
setInterval(tick, 10_000)
fetch('demo/addresses')
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
  .then(show)
  .catch(() => {
    document.getElementById('problem').hidden = false
  })
