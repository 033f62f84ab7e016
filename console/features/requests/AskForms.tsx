import { Form, Input, InputNumber, Radio } from 'antd'
import { formatPoints } from '../../../shared/values/points'
import { AskModal } from './AskModal'
import { requestTexts } from './words'

interface Open {
  onClose: () => void
  onMade?: () => void
}

/** Points that operators give or take. */
export function AdjustPoints({ cardholderId, ...open }: Open & { cardholderId: string }) {
  const { kinds, asks } = requestTexts()
  return (
    <AskModal<{ points: number; expiresOn?: string }>
      title={kinds.adjust_points}
      asked={({ points, expiresOn }) => ({
        kind: 'adjust_points',
        payload: { cardholderId, points, ...(expiresOn ? { expiresOn } : {}) },
      })}
      {...open}
    >
      <Form.Item
        name="points"
        label={asks.points}
        extra={asks.pointsHint}
        rules={[
          { required: true, type: 'integer', message: asks.pointsWrong },
          { validator: notZero(asks.pointsWrong) },
        ]}
      >
        <InputNumber autoFocus precision={0} style={{ width: 200 }} />
      </Form.Item>
      <Day name="expiresOn" label={asks.expiresOn} hint={asks.expiresHint} />
    </AskModal>
  )
}

function notZero(message: string) {
  return (_: unknown, value: unknown) => (value === 0 ? Promise.reject(new Error(message)) : Promise.resolve())
}

/** What a cardholder owes is taken over. */
export function WriteOffDebt({ cardholderId, debt, ...open }: Open & { cardholderId: string; debt: number }) {
  const { kinds, asks } = requestTexts()
  return (
    <AskModal<{ points: number }>
      title={kinds.write_off_debt}
      initial={{ points: debt }}
      asked={({ points }) => ({ kind: 'write_off_debt', payload: { cardholderId, points } })}
      {...open}
    >
      <Amount label={asks.amount} most={debt} />
    </AskModal>
  )
}

/** A later last day, of one lot or of all that expire until a day. */
export function ExtendExpiry({ cardholderId, lotId, ...open }: Open & { cardholderId: string; lotId?: string }) {
  const { kinds, asks } = requestTexts()
  return (
    <AskModal<{ until: string; expiresOn: string }>
      title={kinds.extend_expiry}
      asked={({ until, expiresOn }) => ({
        kind: 'extend_expiry',
        payload: { cardholderId, lots: lotId ? { lotId } : { expiringUntil: until }, expiresOn },
      })}
      {...open}
    >
      {!lotId && <Day name="until" label={asks.until} required />}
      <Day name="expiresOn" label={asks.expiresOn} required />
    </AskModal>
  )
}

/** Expired points come back. */
export function ReinstatePoints({
  cardholderId,
  lotId,
  expired,
  ...open
}: Open & { cardholderId: string; lotId: string; expired: number }) {
  const { kinds, asks } = requestTexts()
  return (
    <AskModal<{ points: number; expiresOn: string }>
      title={kinds.reinstate_points}
      initial={{ points: expired }}
      asked={({ points, expiresOn }) => ({
        kind: 'reinstate_points',
        payload: { cardholderId, lotId, points, expiresOn },
      })}
      {...open}
    >
      <Amount label={asks.points} most={expired} />
      <Day name="expiresOn" label={asks.expiresOn} required />
    </AskModal>
  )
}

/** An order ends as a person found out. */
export function SettleOrder({ orderNo, ...open }: Open & { orderNo: string }) {
  const { kinds, asks } = requestTexts()
  return (
    <AskModal<{ outcome: 'delivered' | 'failed'; serial?: string }>
      title={`${kinds.settle_order} · ${orderNo}`}
      asked={({ outcome, serial }) => ({
        kind: 'settle_order',
        payload: { orderNo, outcome, ...(serial ? { serial: serial.trim() } : {}) },
      })}
      {...open}
    >
      <Form.Item
        name="outcome"
        label={asks.outcome}
        extra={asks.outcomeHint}
        rules={[{ required: true, message: asks.required }]}
      >
        <Radio.Group
          options={[
            { value: 'delivered', label: asks.delivered },
            { value: 'failed', label: asks.failed },
          ]}
        />
      </Form.Item>
      <Form.Item name="serial" label={asks.serial} extra={asks.serialHint}>
        <Input maxLength={64} />
      </Form.Item>
    </AskModal>
  )
}

/** The whole code, for somebody who cannot see their own. */
export function RevealCode({
  cardholderId,
  redemptionId,
  ...open
}: Open & { cardholderId: string; redemptionId: string }) {
  const { kinds } = requestTexts()
  return (
    <AskModal
      title={kinds.reveal_code}
      asked={() => ({ kind: 'reveal_code', payload: { cardholderId, redemptionId } })}
      {...open}
    />
  )
}

/** Another code, for one that does not work. */
export function RedeliverCode({
  cardholderId,
  redemptionId,
  ...open
}: Open & { cardholderId: string; redemptionId: string }) {
  const { kinds } = requestTexts()
  return (
    <AskModal
      title={kinds.redeliver_code}
      asked={() => ({ kind: 'redeliver_code', payload: { cardholderId, redemptionId } })}
      {...open}
    />
  )
}

/** A refund without a purchase takes this one back, or, without one, nothing. */
export function RuleOnRefund({
  cardholderId,
  refundId,
  purchaseId,
  ...open
}: Open & { cardholderId: string; refundId: string; purchaseId: string | null }) {
  const { kinds } = requestTexts()
  return (
    <AskModal
      title={purchaseId === null ? kinds.dismiss_refund : kinds.match_refund}
      asked={() =>
        purchaseId === null
          ? { kind: 'dismiss_refund', payload: { cardholderId, refundId } }
          : { kind: 'match_refund', payload: { cardholderId, refundId, purchaseId } }
      }
      {...open}
    />
  )
}

function Amount({ label, most }: { label: string; most: number }) {
  const { asks } = requestTexts()
  return (
    <Form.Item
      name="points"
      label={label}
      extra={asks.amountHint(formatPoints(most))}
      rules={[{ required: true, type: 'integer', min: 1, max: most, message: asks.amountHint(formatPoints(most)) }]}
    >
      <InputNumber autoFocus precision={0} min={1} max={most} style={{ width: 200 }} />
    </Form.Item>
  )
}

function Day({ name, label, hint, required }: { name: string; label: string; hint?: string; required?: boolean }) {
  const { asks } = requestTexts()
  return (
    <Form.Item name={name} label={label} extra={hint} rules={[{ required: required ?? false, message: asks.required }]}>
      <Input type="date" style={{ width: 200 }} />
    </Form.Item>
  )
}
