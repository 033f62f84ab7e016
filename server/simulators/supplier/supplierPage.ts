import { maskPhone } from '../../../shared/values/masks'
import type { Exchanges } from '../exchanges'
import { html, moment, type PageParts } from '../page'
import type { SuppliedOrder } from './orders'

const ordersShown = 50

export function supplierPage(orders: readonly SuppliedOrder[], exchanges: Exchanges): PageParts {
  const latest = orders.slice(-ordersShown).reverse()
  return {
    title: '供应商模拟器',
    titleEn: 'Supplier simulator',
    intro: html`直充供应商：收到订单立即到账；商品编号以 <code>reject-</code> 开头的订单会被拒绝，其余部分即拒绝原因。<br>
      <small>A supplier of top-ups: delivers at once; an order for a sku that starts with <code>reject-</code> is rejected
      for the reason that follows. The same order number is the same order, for ever.</small>`,
    controls: html``,
    live: exchanges.table(),
    first: html`<h2>订单 <small>Orders (${orders.length})</small></h2><table><thead><tr><th>时间 Time</th>
      <th>订单号 Order</th><th>商品 SKU</th><th>账号 Account</th><th>积分 Points</th><th>结果 Result</th><th>次数 Placed</th>
      </tr></thead><tbody>${latest.map(
        ({
          at,
          order_no,
          sku,
          account,
          points,
          answer,
          placed,
        }) => html`<tr class="${answer.state === 'rejected' ? 'bad' : ''}">
          <td>${moment(at.toISOString())}</td><td>${order_no}</td><td>${sku}</td><td>${maskPhone(account)}</td>
          <td>${points ?? ''}</td><td>${answer.state === 'delivered' ? `已到账 ${answer.serial}` : `已拒绝 ${answer.reason}`}</td>
          <td>${placed}</td></tr>`,
      )}</tbody></table>`,
  }
}
