import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A lot that operators gave another last day. Append only; the lot itself has the latest. */
@Entity('lot_extension')
export class LotExtensionRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) lot_id!: string
  /** The request of two operators that decided it. */
  @PrimaryColumn({ type: 'varchar', length: 26 }) request_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  /** The last day before. */
  @Column({ type: 'varchar', length: 10 }) expired_on!: string
  /** The last day since. */
  @Column({ type: 'varchar', length: 10 }) expires_on!: string
  @Column({ type: 'datetime', precision: 3 }) decided_at!: Date | string
}
