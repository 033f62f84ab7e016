import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** What is ordered from a supplier for a redemption; written in the redemption's own transaction. */
@Entity('supplier_order')
@Index('supplier_order_due', ['supplier', 'due_at'])
@Index('supplier_order_state', ['programme_id', 'state', 'created_at'])
@Index('supplier_order_closed', ['programme_id', 'closed_at'])
@Index('supplier_order_placed', ['supplier', 'placed_at'])
@Index('supplier_order_redemption', ['cardholder_id', 'redemption_id'], { unique: true })
export class SupplierOrderRow {
  /** The same for ever: an order is never placed under a second number. */
  @PrimaryColumn({ type: 'varchar', length: 40 }) order_no!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 26 }) cardholder_id!: string
  @Column({ type: 'varchar', length: 26 }) redemption_id!: string
  @Column({ type: 'varchar', length: 32 }) supplier!: string
  @Column({ type: 'varchar', length: 64 }) sku!: string
  /** Who is topped up, sealed; empty where nobody is. */
  @Column({ type: 'varchar', length: 512 }) account_cipher!: string
  @Column({ type: 'bigint' }) points!: string | number
  /** `new`, `placing`, `accepted`, `unknown`, `manual`, and closed as `delivered` or `failed`. */
  @Column({ type: 'varchar', length: 12 }) state!: string
  /** How often a worker took it; also the fence that tells one worker's lease from the next one's. */
  @Column({ type: 'integer' }) attempts!: number
  /** When it may be taken; in the future while a worker has it; null when there is nothing left for a worker to do. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) due_at!: Date | string | null
  /** When it was first sent, or may have been. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) placed_at!: Date | string | null
  /** Since when nobody knows what became of it. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) unsure_since!: Date | string | null
  /** How often in a row a query said that it was rejected. */
  @Column({ type: 'integer' }) rejections!: number
  @Column({ type: 'varchar', length: 300, nullable: true }) last_error!: string | null
  /** The supplier's receipt. */
  @Column({ type: 'varchar', length: 64, nullable: true }) serial!: string | null
  /** What closed it: `answer`, `query`, `callback`, `statement` or `person`. */
  @Column({ type: 'varchar', length: 16, nullable: true }) evidence!: string | null
  /** SHA-256 of the bytes that said so, hex. */
  @Column({ type: 'varchar', length: 64, nullable: true }) evidence_hash!: string | null
  @Column({ type: 'datetime', precision: 3, nullable: true }) closed_at!: Date | string | null
  /** The day of the supplier's statement that it stands on. */
  @Column({ type: 'varchar', length: 10, nullable: true }) stated_on!: string | null
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}
