import { formatFen } from '../../../shared/values/fen'
import { type Html, html, moment, type PageParts } from '../page'
import type { BankControls } from './bankControls'

const cardsShown = 12

export function bankPage(bank: BankControls): PageParts {
  return {
    title: '云杉银行模拟器',
    titleEn: 'Spruce Bank simulator',
    intro: html`验证持卡人、发送短信密码、推送签名交易。卡片与消费取自公开的真实交易。<br>
      <small>Verifies cardholders, sends one-time passwords and pushes signed transactions made from published ones.
      Contains public sector information licensed under the Open Government Licence v3.0.</small>`,
    first: passwords(bank),
    controls: html`${singleForm(bank)}${pushForm(bank)}`,
    live: html`${lastPush(bank)}${byHand(bank)}${cards(bank)}${bank.sender.exchanges.table()}`,
  }
}

function pushForm({ spending, eventsUrl, cards }: BankControls): Html {
  return html`<h2>推送交易 <small>Push transactions</small></h2>
    <form method="post" action="/sim/push">
      <label>卡片末四位 Card<input name="last4" list="cards" maxlength="4" pattern="[0-9]{4}" placeholder="全部 all"></label>
      <datalist id="cards">${[...cards.keys()].slice(0, 100).map((last4) => html`<option value="${last4}">`)}</datalist>
      <label>文件 File<select name="file"><option value="">全部 all</option>
        ${spending.files.map(({ name }) => html`<option>${name}</option>`)}</select></label>
      <label>平移至 Until<input name="until" type="date"></label>
      <label>重复 Duplicate<input name="duplicate" type="number" min="0" max="1" step="0.05" value="0"></label>
      <label>丢弃 Drop<input name="drop" type="number" min="0" max="1" step="0.05" value="0"></label>
      <label>延迟毫秒 Delay<input name="delayMs" type="number" min="0" max="60000" value="0"></label>
      <label class="row"><input name="reorder" type="checkbox">打乱 Reorder</label>
      <label>推送到 To<input name="to" type="url" size="34" placeholder="${eventsUrl ?? 'http://…/bank/events'}"></label>
      <button>推送 Push</button>
    </form>`
}

function singleForm({ eventsUrl }: BankControls): Html {
  return html`<h2>刷一笔 <small>One purchase</small></h2>
    <form method="post" action="/sim/transaction">
      <label>卡片末四位 Card<input name="last4" list="cards" maxlength="4" pattern="[0-9]{4}" value="8192" required></label>
      <label>金额（元） Amount<input name="amount" type="number" min="0.01" step="0.01" value="88.00" required></label>
      <label>商户 Merchant<input name="merchant" value="云杉便利店" maxlength="64"></label>
      <label>类别码 MCC<input name="mcc" value="5411" pattern="[0-9]{4}" size="4"></label>
      <label>渠道 Channel<select name="channel"><option>pos</option><option>online</option></select></label>
      <label>推送到 To<input name="to" type="url" size="34" placeholder="${eventsUrl ?? 'http://…/bank/events'}"></label>
      <button>消费 Spend</button>
    </form>`
}

function passwords({ challenges, sender }: BankControls): Html {
  const now = sender.now()
  const alive = challenges.delivered().filter(({ expiresAt, replaced }) => expiresAt > now && !replaced)
  if (alive.length === 0) return html`<h2>短信密码 <small>One-time passwords</small></h2><p>暂无 None yet</p>`
  return html`<h2>短信密码 <small>One-time passwords</small></h2><table><tbody>${alive.map(
    ({ card, code, sentAt, attemptsLeft, used }) => html`<tr><td>${card.phone}</td><td>${card.name}</td>
      <td class="code">${code}</td><td>${moment(sentAt.toISOString())}</td>
      <td>${used ? '已使用 used' : `剩 ${attemptsLeft} 次 tries left`}</td></tr>`,
  )}</tbody></table>`
}

function lastPush({ lastPush }: BankControls): Html {
  return lastPush ? html`<h2>上次推送 <small>Last push</small></h2><p>${lastPush.summary}</p>` : html``
}

function byHand({ byHand }: BankControls): Html {
  if (byHand.length === 0) return html``
  return html`<h2>手工交易 <small>Made by hand</small></h2><table><tbody>${byHand.map(
    (made) => html`<tr><td>${moment(made.event.occurred_at)}</td><td>…${made.last4}</td><td>${made.event.type}</td>
      <td>¥${formatFen(made.event.amount_fen)}</td><td>${made.event.merchant}</td>
      <td>${made.event.type === 'purchase' ? refundForm(made, byHand) : ''}</td></tr>`,
  )}</tbody></table>`
}

type MadeByHand = BankControls['byHand'][number]

function refundForm({ last4, event }: MadeByHand, byHand: readonly MadeByHand[]): Html {
  const left = event.amount_fen - refundedFen(event, byHand)
  if (left <= 0) return html`已全部退款 wholly refunded`
  return html`<form method="post" action="/sim/transaction">
    <input type="hidden" name="type" value="refund"><input type="hidden" name="last4" value="${last4}">
    <input type="hidden" name="amount" value="${formatFen(left)}">
    <input type="hidden" name="merchant" value="${event.merchant}"><input type="hidden" name="mcc" value="${event.mcc}">
    <input type="hidden" name="channel" value="${event.channel}">
    <input type="hidden" name="originalTransactionId" value="${event.transaction_id}">
    <button>退款 Refund</button></form>`
}

/** A refund that did not arrive can be made again; a reversal takes back all of its purchase. */
function refundedFen({ transaction_id, amount_fen }: MadeByHand['event'], byHand: readonly MadeByHand[]): number {
  return byHand
    .filter(({ event, delivered }) => delivered && event.original_transaction_id === transaction_id)
    .reduce((sum, { event }) => sum + (event.type === 'reversal' ? amount_fen : event.amount_fen), 0)
}

const behaviours = {
  normal: '',
  frozen: '已冻结 frozen',
  message_lost: '收不到短信 message lost',
} as const

function cards({ cards, programmeId }: BankControls): Html {
  const all = [...cards.values()]
  const shown = [...all.slice(0, cardsShown), ...all.filter(({ rows }, place) => rows === 0 && place >= cardsShown)]
  return html`<h2>卡片 <small>Cards, the busiest of ${all.length}</small></h2>
    <table><thead><tr><th>末四位 Last 4</th><th>姓名 Name</th><th>手机 Phone</th><th>产品 Product</th>
    <th>交易 Rows</th><th></th></tr></thead><tbody>${shown.map(
      (card) => html`<tr><td>${card.last4}</td><td>${card.name}</td><td>${card.phone}</td><td>${card.product}</td>
        <td>${card.rows}</td><td>${behaviours[card.behaviour]}
        ${card.programmeId === programmeId ? '' : '不属于本计划 of another programme'}</td></tr>`,
    )}</tbody></table><p><small>全部 All: <a href="/sim/cards">/sim/cards</a></small></p>`
}
