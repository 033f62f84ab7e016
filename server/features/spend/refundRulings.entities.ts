import { Column, Entity, PrimaryColumn } from 'typeorm'

/** What operators ruled on a refund that matched nothing: the purchase that it takes back, or null where it is closed. */
@Entity('refund_ruling')
export class RefundRulingRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 64 }) refund_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 64, nullable: true }) purchase_id!: string | null
  /** The request of two operators that decided it. */
  @Column({ type: 'varchar', length: 26 }) request_id!: string
  @Column({ type: 'datetime', precision: 3 }) decided_at!: Date | string
}
