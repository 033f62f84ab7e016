import type { Exchanges } from '../exchanges'
import { type Html, html, moment, type PageParts } from '../page'
import { soterFaults } from './soter'
import type { WechatControls } from './wechatControls'

const usersShown = 30
const messagesShown = 20

export function wechatPage(wechat: WechatControls, exchanges: Exchanges): PageParts {
  return {
    title: '微信模拟器',
    titleEn: 'WeChat simulator',
    intro: html`扮演微信服务器：登录码、手机号、订阅消息。选择由谁“扫码”。<br>
      <small>Plays WeChat's servers: login codes, phone numbers, subscribe messages. Choose who scans.</small>`,
    first: users(wechat),
    controls: html`<h2>换一个人 <small>Somebody else</small></h2>
      <form method="post" action="/sim/scan"><label>openid<input name="openid" pattern="[A-Za-z0-9_\\-]{6,64}" required></label>
      <button>由此人扫码 Let them scan</button></form>
      <h2>修改手机号 <small>Set a phone</small></h2>
      <form method="post" action="/sim/users"><label>用户 User<input name="user" required></label>
      <label>手机 Phone<input name="phone" pattern="1[0-9]{10}" required></label><button>保存 Save</button></form>
      <h2>风险等级 <small>Risk rank</small></h2>
      <form method="post" action="/sim/users"><label>用户 User<input name="user" required></label>
      <label>等级 Rank<select name="riskRank">${[0, 1, 2, 3, 4].map(
        (rank) => html`<option>${String(rank)}</option>`,
      )}</select></label><button>保存 Save</button></form>
      <h2>接受订阅 <small>Accept a subscription</small></h2>
      <form method="post" action="/sim/subscribe"><label>用户 User<input name="user" required></label>
      <label>模板 Template<input name="templateId" required></label><input type="hidden" name="accept" value="on">
      <button>接受一次 Accept once</button></form>
      <h2>生物认证 <small>SOTER: ${wechat.soter.fault}</small></h2>
      <form method="post" action="/sim/soter"><label>答复 Answers<select name="fault">${soterFaults.map(
        (fault) => html`<option>${fault}</option>`,
      )}</select></label><button>保存 Save</button></form>`,
    live: html`${messages(wechat)}${exchanges.table()}`,
  }
}

function users({ users, scanning }: WechatControls): Html {
  return html`<h2>谁来扫码 <small>Who scans</small></h2><table><thead><tr><th>用户 User</th><th>手机 Phone</th>
    <th>openid</th><th>订阅 Accepted</th><th></th></tr></thead><tbody>${users
      .all()
      .slice(0, usersShown)
      .map(
        ({
          user,
          label,
          openid,
          phone,
          accepted,
          messagesOff,
        }) => html`<tr><td>${label}（${user}）</td><td>${phone}</td>
          <td>${openid}</td><td>${messagesOff ? '已关闭 off' : [...accepted].map(([id, left]) => `${id}×${left}`).join(' ')}
          ${switchForm(user, messagesOff)}</td><td>${user === scanning ? '✓ 正在扫码 scanning' : scanForm(user)}</td></tr>`,
      )}</tbody></table>`
}

function scanForm(user: string): Html {
  return html`<form method="post" action="/sim/scan"><input type="hidden" name="user" value="${user}">
    <button>扫码 Scan</button></form>`
}

function switchForm(user: string, messagesOff: boolean): Html {
  return html`<form method="post" action="/sim/users"><input type="hidden" name="user" value="${user}">
    <input type="hidden" name="messagesOff" value="${String(!messagesOff)}">
    <button class="quiet">${messagesOff ? '打开总开关 Switch on' : '关闭总开关 Switch off'}</button></form>`
}

function messages({ messages }: WechatControls): Html {
  if (messages.length === 0) return html``
  return html`<h2>订阅消息 <small>Messages</small></h2><table><tbody>${messages.slice(0, messagesShown).map(
    ({ at, user, templateId, page, data }) => html`<tr><td>${moment(at.toISOString())}</td><td>${user.label}</td>
      <td>${templateId}</td><td>${Object.entries(data)
        .map(([key, value]) => `${key}: ${value}`)
        .join(' · ')}</td><td>${page}</td></tr>`,
  )}</tbody></table>`
}
