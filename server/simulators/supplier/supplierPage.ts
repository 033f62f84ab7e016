import { maskPhone } from '../../../shared/values/masks'
import type { Exchanges } from '../exchanges'
import { type Html, html, moment, type PageParts } from '../page'
import type { SupplierCallbacks } from './callbacks'
import { type Fault, faultNames } from './faults'
import type { SuppliedOrder } from './orders'
import type { SupplierDesk } from './supplierDesk'

const ordersShown = 50

type Shown = { desk: SupplierDesk; callbacks: SupplierCallbacks; exchanges: Exchanges }

export function supplierPage({ desk, callbacks, exchanges }: Shown): PageParts {
  const orders = desk.all()
  return {
    title: '供应商模拟器',
    titleEn: 'Supplier simulator',
    intro: html`直充与卡券链接供应商，JSON 与表单两种协议。商品编号以 <code>reject-</code> 开头的订单会被拒绝，其余部分即拒绝原因；
      以 <code>!hang</code> 等结尾的订单按名称出错，例如 <code>video-month!deliver_then_hang+late_query</code>。<br>
      <small>A supplier of top-ups and links, over JSON and over forms. An order for a sku that starts with
      <code>reject-</code> is rejected for the reason that follows; one whose sku ends in <code>!</code> and the names of
      faults meets those.</small>`,
    controls: html`${faultsForm(desk)}${otherForms(callbacks)}`,
    live: exchanges.table(),
    first: html`<h2>订单 <small>Orders (${orders.length})</small></h2><table><thead><tr><th>时间 Time</th>
      <th>订单号 Order</th><th>商品 SKU</th><th>账号 Account</th><th>积分 Points</th><th>真实状态 Truth</th>
      <th>收到 Placed</th><th>发货 Deliveries</th></tr></thead>
      <tbody>${orders.slice(0, ordersShown).map(orderRow)}</tbody></table>
      <p><small>全部 All: <a href="/sim/orders">/sim/orders</a></small></p>`,
  }
}

const states = {
  lost: () => '未受理 never taken',
  accepted: () => '处理中 accepted',
  delivered: ({ serials }: SuppliedOrder) => `已到账 ${serials.join(' ')}`,
  rejected: ({ reason }: SuppliedOrder) => `已拒绝 ${reason}`,
}

function orderRow(order: SuppliedOrder): Html {
  const { at, order_no, sku, account = '', points, state, placed, serials } = order
  const isBad = state === 'rejected' || serials.length > 1
  return html`<tr class="${isBad ? 'bad' : ''}"><td>${moment(at.toISOString())}</td><td>${order_no}</td><td>${sku}</td>
    <td>${account === '' ? '' : maskPhone(account)}</td><td>${points ?? ''}</td><td>${states[state](order)}</td>
    <td>${placed}</td><td>${serials.length}</td></tr>`
}

const faultWords: Record<Fault, string> = {
  deliver_then_hang: '到账后不应答',
  hang: '不受理也不应答',
  error_after_delivery: '到账后 500',
  reset: '连接重置',
  truncated_answer: '应答被截断',
  reject: '拒绝',
  slow: '应答慢',
  accepted_first: '先受理后到账',
  late_query: '暂时查不到',
  contradictory_query: '查询结果矛盾',
  query_error: '查询出错',
  no_deduplication: '重复订单重复发货',
  callback: '应答外再回调',
  callback_twice: '回调两次',
  callback_forged: '伪造回调',
  callback_before_answer: '回调先于应答',
  statement_wrong_total: '对账合计有误',
}

function faultsForm({ dice: { settings } }: SupplierDesk): Html {
  const { seed, slowMs, hangMs, laterMs, whileMs } = settings
  const times = [
    html`<label>慢应答毫秒 slow<input name="slowMs" type="number" min="0" value="${slowMs}"></label>`,
    html`<label>不应答毫秒 hang<input name="hangMs" type="number" min="0" value="${hangMs}"></label>`,
    html`<label>到账延迟毫秒 later<input name="laterMs" type="number" min="0" value="${laterMs}"></label>`,
    html`<label>查询异常毫秒 while<input name="whileMs" type="number" min="0" value="${whileMs}"></label>`,
  ]
  return html`<h2>故障 <small>Faults, each with its probability</small></h2>
    <form method="post" action="/sim/faults">
      <label>种子 Seed<input name="seed" type="number" value="${seed}"></label>${times}
      ${faultNames.map(
        (name) => html`<label>${faultWords[name]} ${name}<input name="${name}" type="number" min="0" max="1" step="0.01"
          value="${settings.faults[name] ?? 0}"></label>`,
      )}<button>采用 Use</button></form>`
}

function otherForms({ urls }: SupplierCallbacks): Html {
  return html`<h2>回调与对账 <small>Callbacks and statement</small></h2>
    <form method="post" action="/sim/callbacks">
      <label>JSON 回调地址<input name="json" type="url" size="34" value="${urls.json ?? ''}"></label>
      <label>表单回调地址 form<input name="form" type="url" size="34" value="${urls.form ?? ''}"></label>
      <button>采用 Use</button></form>
    <form method="post" action="/sim/close-day"><label>对账日 Day<input name="day" type="date"></label>
      <button>提前日切 Close the day now</button></form>`
}
